<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About DICOM Courier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DICOM Courier %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is made with Qt %1 and PySide6 %2, used under the GNU Lesser General Public License, version 3. They lie beside the program as libraries of their own and may be replaced by other builds of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends imaging studies and says what has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of licences names all its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;list of licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Show &amp;receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resu&amp;me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message at the top says what to do first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Paste the new token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check and &amp;go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical &amp;details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the technical details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BannerDesk</name>
    <message>
        <source>Open the &amp;preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only folders and files of this computer can be added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it on this computer first, then drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are in the list: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that both should go to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that all of them should go to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent images cannot be called back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep &amp;both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a&amp;ll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep only one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>Technical &amp;details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient data is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address and token are good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked just now. No patient data was sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>the Practice service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE – Confirm upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First upload to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which patients go to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent images cannot be called back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is practice: nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick each patient that you mean to send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 will go to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Practise with %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Practise the upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient is ticked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 is not ticked: these %1 stay here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 is not ticked: %1 stays here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are not ticked: these %2 stay here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DestinationDialog</name>
    <message>
        <source>Add destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service, or your IT, gives you the address and the token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT. Only the token can be entered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sa&amp;ve token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sa&amp;ve destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address and the token first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter name, address and token first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DestinationForm</name>
    <message>
        <source>Unchanged – paste a new one to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in this computer’s keyring, for your account only. Never in a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring. The token is kept until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the token, unless it has been entered before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you call it, such as City Radiology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave empty unless the service gave you one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send &amp;without encryption all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DICOMweb server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word before the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections at the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Word before the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;onnections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address that the service, or your IT, gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted: everybody on the way to %1 can read the images and the token. Images go to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted. Images go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer, so it needs no encryption. Images go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kept token belongs to the former address and is not used for this one. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and password, as name:password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another destination has this name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DestinationList</name>
    <message>
        <source>Destinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images go here now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images go here now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Destinations</name>
    <message>
        <source>The token is kept until the program ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer’s keyring could not be used. You will be asked for the token again next time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DestinationsDialog</name>
    <message>
        <source>Destinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where images can go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed, hours, proxy, certificates and history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An upload has not ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Practice service is built in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be changed until the upload has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT: no destinations can be added. The token of each is kept in the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of each is kept in this computer’s keyring, never in this list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its address and its token are forgotten on this computer. Receipts stay in History.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the series instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in f&amp;older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All ta&amp;gs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row in the list to see what it holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown when everything has been read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiscOffer</name>
    <message>
        <source>It lists DICOM images and has not been read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read this disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not read it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc “%1” was put in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drive “%1” was plugged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read this drive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Drop a folder, a CD or a ZIP here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try with sample images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only folders and files of this computer can be dropped here. Save it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go to add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is only read. Nothing is sent yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You see patients and images first. Nothing is sent until you press Upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 folders and files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 chosen = %2 arrived + %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Files of a series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, in the order in which they were sent. A SHA-256 is the fingerprint of a file: the same bytes give the same one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the fingerprints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files, states and fingerprints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fingerprints have been copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of what was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not sent whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Guards</name>
    <message>
        <source>The disc’s index lists %1, %2 could be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named in the list of what is left out: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryGroup</name>
    <message>
        <source>&amp;Keep each upload in History for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a number of days from 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older entries are deleted from this computer, with their receipts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each receipt is deleted when it is closed. Save it before, if you need it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Uploads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search patient, study, destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last %1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chan&amp;ge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how long entries are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empt&amp;y the history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save list as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All destinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No upload matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for something else, or show all uploads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each upload leaves a receipt here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No history is kept on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 uploads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uploads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No uploads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No history is kept: a receipt is deleted when it is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries are deleted from this computer after 1 day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries are deleted from this computer after %1 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an upload first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipts of all %1 uploads are deleted from this computer. Images at the service stay there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt of 1 upload is deleted from this computer. Images at the service stay there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the history?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageSlider</name>
    <message>
        <source>Image of the series</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>A new study is in “%1”: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%4 new studies are in “%1”: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent before you press Upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add to the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message>
        <source>Files left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search file names and reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files left out, by reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in f&amp;older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send this one &amp;instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found = %2 + %3 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The list is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows fill in while files are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a copy of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload has not ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending. You can read the list and add the next folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list has been sent. Add the next folder, or clear the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is read when this upload has ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message>
        <source>Missing images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service does not say which %1 it lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing files and reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All files…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingTable</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkGroup</name>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As this computer is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proxy.example:8080</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy’s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if it asks for one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy’s user name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy’s password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: the certificates of this computer are enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use no extra certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy’s &amp;address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra &amp;certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(when your IT gave you one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is kept in this computer’s keyring. Never in a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trusted besides the certificates of this computer, from the next upload on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureCanvas</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PracticeBand</name>
    <message>
        <source>PRACTICE – nothing leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add your d&amp;estination…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads go to a stand-in service that runs here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Choose the certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something above is missing or wrong.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of image %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>image number / how many</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C %1 · W %2</source>
        <comment>centre and width of the grey scale window</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message>
        <source>Shown when everything has been read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This series holds no images.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>%1 have arrived. The rest can be sent later from the receipt in History.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has arrived. The rest can be sent later from the receipt in History.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload has not ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc is copied to this computer first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can take it out as soon as that is done. The copy is removed when all has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read it without copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy is removed when all of it has arrived, or when you clear the list without having sent it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read from the disc and are named in the list of what is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read from the disc and is named in the list of what is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can take the disc out now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer cannot keep a copy. Leave the disc in until everything has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy needs %1, and %2 are free. Leave the disc in until everything has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc is read where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you added holds no files. Choose the folder or the disc that holds the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list holds what had been read until then. Add the folder again to read the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it is in the list already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>PRACTICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE – nothing left this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptTable</name>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service’s count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service gave no count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service counts %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptTableView</name>
    <message>
        <source>Receipt, by series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the missing files of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the files of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy series instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;missing files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all &amp;files and fingerprints…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 folder or file is next in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 folders and files are next in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The UIDs have been copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all &amp;UIDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;CSV (for spreadsheets)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send the unconfirmed images again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send the missing image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send the %1 missing images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendingGroup</name>
    <message>
        <source>&amp;Limit the speed to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Megabits per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send &amp;only from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is %1. It holds from the next upload on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads that are started at other hours wait. Leave this computer and the program running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two different times.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No image was chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was practice: nothing has left this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Practice service</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln verified</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln short</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Short by %Ln</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service already held images of this series; it now counts %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last upload, %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last upload: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of %1 images has arrived at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has not arrived at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not every image is confirmed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of %1 images has arrived at %2, %3 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 images have arrived at %3, %4 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one image that was chosen has arrived at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 images of 1 series have arrived at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 images of %2 series have arrived at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether the image has arrived at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether the %1 images have arrived at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether 1 of %1 images has arrived at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether %1 of %2 images have arrived at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 images are not known to have arrived at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image has arrived at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of %1 images has not arrived at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 images have not arrived at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service counts more images of the series than were sent: it held some already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service counts as many images of the series as were sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each series the service counts at least as many images as were sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each series the service counts as many images as were sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image of other series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 images of %2 other series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 images of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 images of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>series %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>series “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a series without a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the images again to be sure. Nothing is stored twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it again; nothing is stored twice. If it stays missing, ask %1 or your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send them again; nothing is stored twice. If they stay missing, ask %1 or your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the missing image to go on. Nothing is stored twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the missing images to go on. Nothing is stored twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeriesTreeView</name>
    <message>
        <source>Patients, studies and series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy series instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy study instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send this as well</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeriesView</name>
    <message>
        <source>Filter patients, studies, series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No series matches the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the files that were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the disc:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows appear when the disc has been copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking for its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the disc’s index missing; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file that was found can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is not DICOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are not DICOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is a disc’s index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are discs’ indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 lacks a UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lack a UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is a duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is in conflict with another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are in conflict with others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message>
        <source>the Practice service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No destination is chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads go to the Practice service on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploads go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the Practice service on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder or files first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise the &amp;upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise with %1 of %2…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload %1 of %2…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upload %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing added yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload is possible when everything has been read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose or add a destination first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what you want to send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that can be sent was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Show…” lists the files and why they were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you added holds no files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 of %3 have arrived at %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending starts at %1. Leave this computer and the program running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try in %2. %1 is not working at the moment; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 have arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume goes on where it stopped; nothing is sent twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>All tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search tags, names and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags, names and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tag holds these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected rows have been copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsTree</name>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenField</name>
    <message>
        <source>Hide the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add destination…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be changed when the upload has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UidCell</name>
    <message>
        <source>Series instance UID of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the series instance UID of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this UID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message>
        <source>An upload to %1 was interrupted: %2 of %3 images have arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going on sends only the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 have arrived; they are not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has arrived; it is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on by itself when the new token is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on by itself when the disc or drive is back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>Next in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 folder or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 folders and files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read when this upload has ended and you press “Next upload”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WatchGroup</name>
    <message>
        <source>Offer the new studies of a &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choos&amp;e…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds without a change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until nothing of a study has changed for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that new studies come into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a number of seconds from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window says when a study is there. Nothing is sent before you press Upload.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not read %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The address is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After “%1:” two slashes are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number after the colon, or the host, is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It starts with “%1://” instead of “https://”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a user name or a password; only the token signs in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a “?” or a “#”, which no base address has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port 0 cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part after the host holds a character that no address has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the service’s computer is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number between the square brackets is not an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the service’s computer is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a character that no Source has, such as an accent or a line end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a DICOM file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A disc&apos;s index (DICOMDIR), not an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: the DICOM header cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A UID that the service needs is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same image again, with the same bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same image UID as another file, but with different content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listed in the disc&apos;s index, but not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has no ID in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This study&apos;s UID also stands under another patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This series&apos; UID also stands in another study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another patient in the list has the same ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files disagree about the series&apos; type, number or description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image with the same UID but different content was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another patient in the list has the same name and birth date, but not this ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going by their numbers, images are missing between the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own data speak of far more images than there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than a year older than this patient&apos;s newest study in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files say that text within the pictures identifies the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file begins as a program does; it is sent unchanged, but should not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it stays so, ask your IT and give them the technical details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} Copy it again from what the service or your IT gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address is not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With http:// everybody on the way to {host} can read the images and the token. Use https://, or let your IT confirm that this destination may be used without encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} Copy the token again from what the service gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Source cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} Copy it again from what the service gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} did not accept the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been withdrawn. Ask {name} or your IT for a new one and enter it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not allow this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It knows the account, but the account may not store images. Ask {name} or your IT for the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token for {name} on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the token that {name} or your IT gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} did not accept the Source setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source is missing or wrong. Ask {name} or your IT for it and enter it in the destination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload service did not answer at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else answered at {endpoint}. Check the address, and check that this computer is signed in to the network. If both are right, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web page answered instead of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a web browser: if the network asks you to sign in, do so, then try again. If it does not, check the address {endpoint}, or ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} points to another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers that it has moved to {target}. Images and token are not sent there unasked. Ask {name} or your IT whether the address has changed, and enter the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that this computer is connected to the network, then try again. If it stays so, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not found on the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not find {host}. Check that it is connected to the network, and that the address is written right. If both are, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy of your network could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that this computer is connected to the clinic&apos;s network. If it is, ask your IT whether its proxy setting is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy of your network did not accept the sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It asks for a name and a password before it lets anything through to {name}. Enter them in the preferences, or ask your IT for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy of your network does not allow connections to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your IT to allow connections to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The identity of {name} could not be proven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its certificate is not trusted on this computer, so nothing was sent. Check this computer&apos;s date and time. If they are right, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not know who issued its certificate, so nothing was sent. Where the network looks into encrypted connections, your IT can choose the network&apos;s certificate file in the preferences. If it does not, somebody else may be answering: ask your IT before you go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {name} has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If it is right, tell {name} to renew its certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {name} is not valid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If it is right, tell {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate at the address of {name} belongs to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not issued for {host}, so nothing was sent. Check the address. If it is right, ask your IT who answers there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The extra certificate file cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no longer there, or it holds no certificate. Choose it again in the preferences, or ask your IT for the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not working at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was tried {tries} times. Try again later. If it stays so, ask {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file that was added holds an image that the service can take, or nothing is ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s keyring could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is kept until the program ends and will be asked for again. Your IT can set up a keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of the upload could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more is sent, because what arrives could not be recorded. Make room on this computer&apos;s disk, then go on. If it stays so, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This upload is being sent by another window or command on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent from here. Wait until the other one has ended, and look in History at what has arrived. If it is stopped before that, go on from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc or drive was taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the disc again, or connect the drive, and go on; nothing that has arrived is sent again. If the folder was moved or deleted, add it anew from where it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file could not be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the folder or the disc again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file changed after it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged within its archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the archive again from where it came from, and add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on this computer&apos;s disk to unpack the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on this computer&apos;s disk, then send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of the port is missing, such as :8080 after the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the port there is something that no proxy’s address has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a character that no token has, such as a curly quote or an accent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and password are empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and password are written with a colon between them: name:password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a character that no password has, such as a line end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload was cancelled before it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload was interrupted before it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether it has arrived: sending was interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether it has arrived: the service has not confirmed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not count it among the images that it registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has not confirmed %1 of the images. Send them again to be sure; no image can arrive twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service counts %1 of the %2 images that were sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 images: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same image UID as “%1”, but with different content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive of more than %1 files; unpack it and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive whose file names are too long to be real</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name in the archive is too long to be real</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive claims to unpack to more than any disk holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive unpacks to far more than images can; it looks like a trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files in the archive overlap each other; it is damaged, or a trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive within an archive within an archive; unpack it and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs the archive&apos;s password, which was not given; add the archive again to be asked for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs another password than the rest of its archive; unpack it and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked in a way that this program cannot open; unpack the archive and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packed in a way that this program cannot read; unpack the archive and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One part of an archive in several parts; unpack it and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link in an archive, not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an ordinary file (a pipe or a device)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is damaged and cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is damaged; only the files before the damage could be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged within the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive with nothing in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive without any DICOM file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc cannot be read here: it may be scratched or dirty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an ordinary file (a pipe, a socket or a device)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no right to read the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An archive of a kind that cannot be read here (%1); unpack it and add the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: reading this file broke down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG with 12 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer there. If it was on a disc or a drive, put that back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no right to read the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a DICOM file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image data is damaged and cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image data is damaged: the file ends too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This image is too large to be shown here. It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took too long to make a picture of this image. It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a picture of this image broke down. The file may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture can be made: the program that draws it could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image uses colours that this program cannot show (%1). It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is compressed in a way that this program cannot show (%1). It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This object holds no image. It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not an image. It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MR spectroscopy data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recording of curves or sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A presentation state (how images are to be shown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A registration (how images lie to each other)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list of marked points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A surface model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tractography results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table of real-world values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A surface scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note on how stereo images belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An eye measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An eye measurement report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A structured report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A selection of key images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A radiation dose report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations of a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text document (CDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A 3D model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A radiotherapy structure set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A radiotherapy treatment record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A radiotherapy plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A radiotherapy object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A work list item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hanging protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A colour table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A template for implants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A disc&apos;s index (DICOMDIR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG 2000 part 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPIP, images fetched from a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPEG-2 video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPEG-4 video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HEVC video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run lengths (RLE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deflated frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an old kind of JPEG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a known kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The watched folder cannot be opened at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost: it is looked at again and again. Connect its drive or network; if it stays so, your IT can see to the rights of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder of this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link to a file that is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no right to open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object has more tags than can be shown here; these are the first ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is damaged: the tags after these cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took too long to read the tags. The image can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the tags broke down. The file may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags cannot be read: the program that reads them could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags of this image cannot be shown before its archive is unpacked. It can be sent all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is damaged and cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Practice service could not be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Make room on this computer&apos;s disk, then start the program again. If it stays so, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was already there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not name it among the images that it stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not process it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it says that it holds an image of this UID already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it knows no such attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value in it is not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not know all of its attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it knows no such object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its UID is not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not know this kind of image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its kind does not fit its content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an attribute that it needs is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value that it needs is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take this kind of image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this account may not store it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not take this transfer syntax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it changed some of its values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it left some of its elements out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it finds that the content does not fit the kind of image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it without saying why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it: it has no room for it (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the content does not fit the kind of image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not understand it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it (reason %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a warning about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server stored it, but %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server named it as stored, but does not show it when asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than the service takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it (HTTP status %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audit trail could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT wants a trail of what is sent, and nothing is sent without it. Make room on this computer&apos;s disk, then try again. If it stays so, your IT can see to the folder of the audit trail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin Transferring DICOM Instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User Authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User Security Attributes Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination Role ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source Role ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study Instance UID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} Choose it again in the preferences, or ask your IT for the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is far too large for a file of certificates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds no certificate in PEM, the form that begins with “BEGIN CERTIFICATE”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token that your IT has put on this computer cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} Nothing was sent. Your IT can mend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file is far too long for a token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file holds something that is no token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in no ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file can be read or changed by others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that have arrived could not be moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They lie where they were, and are not sent again. Your IT can see to the rights of the watched folder and of the folder for sent files, and to the room on its disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DICOM Courier cannot use its folders on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Make room on this computer&apos;s disk, then start the program again. If it stays so, your IT can give you the right to write below your own home folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings that your IT made for this computer cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent until your IT has mended them. In {file}, {where}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT does not allow uploads to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Choose a destination that your IT has set, or ask your IT for this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT has switched the Practice service off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Choose another destination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The destinations are locked, but there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the Practice service, a destination has to be set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of tables, each beginning with [[destination]]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A destination is a table, beginning with [[destination]].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another destination of this name, or of this address and Source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A destination needs a base_url.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address cannot be used. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address is not encrypted. Use https://, or say plain_http for this one destination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has at most 60 characters, all of which can be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Source cannot be used. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic is for DICOMweb servers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cap is a number of megabits per second from 0.1 to 10,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hours need both night_from and night_to, and two different times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time is written as “20:00”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A user name needs the address of a proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This proxy cannot be used. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a table, beginning with [%1]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has to be %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has to be a whole path, from the root on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This word for “%1” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A language is written as “en” or “de-CH”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting “%1” here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is far too long for a policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not written in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid TOML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a valid property list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A policy is a dictionary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to belong to root, and only root may write it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting “%1” for a destination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This has to be 0 or 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your settings could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The destinations have to be entered again; tokens in this computer&apos;s keyring are still there. The damaged file was kept as {kept}, should your IT want to look at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program again. If it stays so, your IT can see to the rights of the settings file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your settings could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The former ones still hold. Make room on this computer&apos;s disk, then try again, or ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of the watched folder could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more is sent from it, so that nothing is sent twice. Make room on this computer&apos;s disk, then start again. If it stays so, ask your IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is being watched already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. End the other program that watches it, or watch another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>left_out</name>
    <message>
        <source>Reason / file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>receipt_pdf</name>
    <message>
        <source>PRACTICE – nothing left this computer. This is not a receipt of a real upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 chosen = %2 arrived + %3 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found = %2 chosen + %3 not chosen + %4 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service’s count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And %1 more; the CSV file lists all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that have not arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>series_tree</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patient ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study of 2 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In several studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID used twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name with two IDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap: %1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text in pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begins as a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without an ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1, verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1, %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent on %1 to %2: of %3, %4 arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent on %1 to %2: all %3 arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now there are %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3D model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RT plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RT contours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RT record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>No name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study without a description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series without a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %Ln s left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln min left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln h left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 series</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln series</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 study</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln studies</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
