"""Takes out of images who the patient is, and looks again whether it is out."""
