"""What the person sees; takes values in, sends wishes out."""
