<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About DICOM Courier</source>
        <translation>Über DICOM Courier</translation>
    </message>
    <message>
        <source>DICOM Courier %1</source>
        <translation>DICOM Courier %1</translation>
    </message>
    <message>
        <source>It is made with Qt %1 and PySide6 %2, used under the GNU Lesser General Public License, version 3. They lie beside the program as libraries of their own and may be replaced by other builds of them.</source>
        <translation>Es verwendet Qt %1 und PySide6 %2 unter der GNU Lesser General Public License, Version 3. Sie liegen als eigene Bibliotheken neben dem Programm und dürfen durch andere Fassungen ersetzt werden.</translation>
    </message>
    <message>
        <source>Sends imaging studies and says what has arrived.</source>
        <translation>Sendet Bilduntersuchungen und sagt, was angekommen ist.</translation>
    </message>
    <message>
        <source>The list of licences names all its parts.</source>
        <translation>Die Lizenzliste nennt alle Bestandteile.</translation>
    </message>
    <message>
        <source>Open the &amp;list of licences</source>
        <translation>&amp;Lizenzliste öffnen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Show &amp;receipt</source>
        <translation>&amp;Beleg zeigen</translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation>&amp;Hochladen</translation>
    </message>
    <message>
        <source>Upload progress</source>
        <translation>Fortschritt des Uploads</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Jetzt versuchen</translation>
    </message>
    <message>
        <source>Resu&amp;me</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>The message at the top says what to do first.</source>
        <translation>Die Meldung oben sagt, was zuerst zu tun ist.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Paste the new token</source>
        <translation>Neues Zugriffstoken einfügen</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Zugriffstoken</translation>
    </message>
    <message>
        <source>Check and &amp;go on</source>
        <translation>Prüfen und fo&amp;rtfahren</translation>
    </message>
    <message>
        <source>Technical &amp;details</source>
        <translation>T&amp;echnische Details</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Technische Details</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the technical details</source>
        <translation>Technische Details kopieren</translation>
    </message>
</context>
<context>
    <name>BannerDesk</name>
    <message>
        <source>Open the &amp;preferences…</source>
        <translation>Einstell&amp;ungen öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;settings…</source>
        <translation>Ziel bearbeite&amp;n…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut ver&amp;suchen</translation>
    </message>
    <message>
        <source>Only folders and files of this computer can be added</source>
        <translation>Nur Ordner und Dateien dieses Computers können hinzugefügt werden</translation>
    </message>
    <message>
        <source>Save it on this computer first, then drop it here.</source>
        <translation>Speichern Sie es zuerst auf diesem Computer und legen Sie es dann hier ab.</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1 are in the list: </source>
        <translation>%1 stehen in der Liste: </translation>
    </message>
    <message>
        <source>Check that both should go to %1.</source>
        <translation>Prüfen Sie, ob beide zu %1 sollen.</translation>
    </message>
    <message>
        <source>Check that all of them should go to %1.</source>
        <translation>Prüfen Sie, ob alle zu %1 sollen.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Sent images cannot be called back.</source>
        <translation>Gesendete Bilder lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>There are %1 more like this.</source>
        <translation>%1 weitere dieser Art.</translation>
    </message>
    <message>
        <source>Keep &amp;both</source>
        <translation>Beid&amp;e behalten</translation>
    </message>
    <message>
        <source>Kee&amp;p all</source>
        <translation>&amp;Alle behalten</translation>
    </message>
    <message>
        <source>Unti&amp;ck all</source>
        <translation>Alle ab&amp;wählen</translation>
    </message>
    <message>
        <source>&amp;Keep only one</source>
        <translation>&amp;Nur einen behalten</translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>Technical &amp;details</source>
        <translation>T&amp;echnische Details</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the technical details</source>
        <translation>Technische Details kopieren</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Technische Details</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>Der Dienst wird gefragt…</translation>
    </message>
    <message>
        <source>No patient data is sent.</source>
        <translation>Es werden keine Patientendaten gesendet.</translation>
    </message>
    <message>
        <source>Address and token are good.</source>
        <translation>Adresse und Zugriffstoken sind in Ordnung.</translation>
    </message>
    <message>
        <source>Asked just now. No patient data was sent.</source>
        <translation>Gerade geprüft. Es wurden keine Patientendaten gesendet.</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>the Practice service</source>
        <translation>den Übungsdienst</translation>
    </message>
    <message>
        <source>PRACTICE – Confirm upload</source>
        <translation>ÜBUNG – Upload bestätigen</translation>
    </message>
    <message>
        <source>Confirm upload</source>
        <translation>Upload bestätigen</translation>
    </message>
    <message>
        <source>&amp;Back to the list</source>
        <translation>&amp;Zurück zur Liste</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>&amp;All %1</source>
        <translation>&amp;Alle %1</translation>
    </message>
    <message>
        <source>Names and other identifying data are removed before sending. Set by your IT.</source>
        <translation>Namen und andere identifizierende Daten werden vor dem Senden entfernt. Von Ihrer IT festgelegt.</translation>
    </message>
    <message>
        <source>%1 are ultrasound pictures or screen captures, into which devices often write the patient’s name. Text within the pictures is not removed: look at them first.</source>
        <translation>%1 sind Ultraschallbilder oder Bildschirmkopien, in die Geräte oft den Patientennamen schreiben. Text in den Bildern wird nicht entfernt: Sehen Sie sie vorher an.</translation>
    </message>
    <message>
        <source>%1 is an ultrasound picture or a screen capture, into which devices often write the patient’s name. Text within the picture is not removed: look at it first.</source>
        <translation>%1 ist ein Ultraschallbild oder eine Bildschirmkopie; Geräte schreiben oft den Patientennamen hinein. Text im Bild wird nicht entfernt: Sehen Sie es vorher an.</translation>
    </message>
    <message>
        <source>First upload to %1</source>
        <translation>Erster Upload an %1</translation>
    </message>
    <message>
        <source>Which patients go to %1?</source>
        <translation>Welche Patienten sollen an %1 gehen?</translation>
    </message>
    <message>
        <source>Sent images cannot be called back.</source>
        <translation>Gesendete Bilder lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>This is practice: nothing leaves this computer.</source>
        <translation>Dies ist eine Übung: Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Tick each patient that you mean to send.</source>
        <translation>Wählen Sie jeden Patienten aus, der gesendet werden soll.</translation>
    </message>
    <message>
        <source>%1 of %2 will go to %3.</source>
        <translation>Sie senden %1 von %2 an %3.</translation>
    </message>
    <message>
        <source>Practise with %1 of %2</source>
        <translation>Übung: %1 von %2 hochladen</translation>
    </message>
    <message>
        <source>Upload %1 of %2</source>
        <translation>%1 von %2 hochladen</translation>
    </message>
    <message>
        <source>Practise the upload</source>
        <translation>Hochladen üben</translation>
    </message>
    <message>
        <source>Tick at least one patient.</source>
        <translation>Wählen Sie mindestens einen Patienten aus.</translation>
    </message>
    <message>
        <source>No patient is ticked yet.</source>
        <translation>Noch ist kein Patient ausgewählt.</translation>
    </message>
    <message>
        <source>%2 is not ticked: these %1 stay here.</source>
        <translation>%2 ist nicht ausgewählt: Diese %1 bleiben hier.</translation>
    </message>
    <message>
        <source>%2 is not ticked: %1 stays here.</source>
        <translation>%2 ist nicht ausgewählt: %1 bleibt hier.</translation>
    </message>
    <message>
        <source>%1 are not ticked: these %2 stay here.</source>
        <translation>%1 sind nicht ausgewählt: Diese %2 bleiben hier.</translation>
    </message>
</context>
<context>
    <name>DestinationDialog</name>
    <message>
        <source>Add destination</source>
        <translation>Ziel hinzufügen</translation>
    </message>
    <message>
        <source>Change destination</source>
        <translation>Ziel ändern</translation>
    </message>
    <message>
        <source>Enter the token</source>
        <translation>Zugriffstoken eingeben</translation>
    </message>
    <message>
        <source>The service, or your IT, gives you the address and the token.</source>
        <translation>Adresse und Zugriffstoken erhalten Sie vom Dienst oder von Ihrer IT.</translation>
    </message>
    <message>
        <source>Set by your IT. Only the token can be entered here.</source>
        <translation>Von Ihrer IT festgelegt. Hier kann nur das Zugriffstoken eingegeben werden.</translation>
    </message>
    <message>
        <source>&amp;Check connection</source>
        <translation>Verbindung &amp;prüfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sa&amp;ve token</source>
        <translation>Zugriffstoken spei&amp;chern</translation>
    </message>
    <message>
        <source>Sa&amp;ve destination</source>
        <translation>&amp;Ziel speichern</translation>
    </message>
    <message>
        <source>Enter the address and the token first.</source>
        <translation>Geben Sie zuerst Adresse und Zugriffstoken ein.</translation>
    </message>
    <message>
        <source>Enter name, address and token first.</source>
        <translation>Geben Sie zuerst Name, Adresse und Zugriffstoken ein.</translation>
    </message>
</context>
<context>
    <name>DestinationForm</name>
    <message>
        <source>Unchanged – paste a new one to replace it</source>
        <translation>Unverändert – zum Ersetzen ein neues einfügen</translation>
    </message>
    <message>
        <source>Kept in this computer’s keyring, for your account only. Never in a file.</source>
        <translation>Liegt im Schlüsselbund dieses Computers, nur für Ihr Konto. Nie in einer Datei.</translation>
    </message>
    <message>
        <source>This computer has no keyring. The token is kept until the program ends.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund. Das Zugriffstoken bleibt bis zum Beenden des Programms erhalten.</translation>
    </message>
    <message>
        <source>Paste the token, unless it has been entered before</source>
        <translation>Einfügen, falls noch nicht eingegeben</translation>
    </message>
    <message>
        <source>What you call it, such as City Radiology</source>
        <translation>Wie Sie es nennen, etwa Radiologie Mitte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>https://…</source>
        <translation>https://…</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Paste the token</source>
        <translation>Zugriffstoken einfügen</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>Leave empty unless the service gave you one</source>
        <translation>Leer lassen, wenn der Dienst keine genannt hat</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Send &amp;without encryption all the same</source>
        <translation>Trotzdem &amp;unverschlüsselt senden</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>&amp;Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Kind of service</source>
        <translation>Art des Dienstes</translation>
    </message>
    <message>
        <source>Upload service</source>
        <translation>Upload-Dienst</translation>
    </message>
    <message>
        <source>DICOMweb server</source>
        <translation>DICOMweb-Server</translation>
    </message>
    <message>
        <source>Word before the token</source>
        <translation>Wort vor dem Zugriffstoken</translation>
    </message>
    <message>
        <source>Connections at the same time</source>
        <translation>Gleichzeitige Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>Zugriffs&amp;token</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Source</translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation>(optional)</translation>
    </message>
    <message>
        <source>&amp;Kind of service</source>
        <translation>Art des &amp;Dienstes</translation>
    </message>
    <message>
        <source>&amp;Word before the token</source>
        <translation>Wort &amp;vor dem Zugriffstoken</translation>
    </message>
    <message>
        <source>C&amp;onnections</source>
        <translation>Ver&amp;bindungen</translation>
    </message>
    <message>
        <source>The address that the service, or your IT, gave you.</source>
        <translation>Die Adresse, die Sie vom Dienst oder von Ihrer IT erhalten haben.</translation>
    </message>
    <message>
        <source>Not encrypted: everybody on the way to %1 can read the images and the token. Images go to %2</source>
        <translation>Nicht verschlüsselt: Jeder auf dem Weg zu %1 kann Bilder und Zugriffstoken lesen. Bilder gehen an %2</translation>
    </message>
    <message>
        <source>Encrypted. Images go to %1</source>
        <translation>Verschlüsselt. Bilder gehen an %1</translation>
    </message>
    <message>
        <source>On this computer, so it needs no encryption. Images go to %1</source>
        <translation>Auf diesem Computer, daher ist keine Verschlüsselung nötig. Bilder gehen an %1</translation>
    </message>
    <message>
        <source>The kept token belongs to the former address and is not used for this one. Enter it again.</source>
        <translation>Das gespeicherte Zugriffstoken gehört zur früheren Adresse und wird für diese nicht benutzt. Geben Sie es noch einmal ein.</translation>
    </message>
    <message>
        <source>Name and password, as name:password</source>
        <translation>Name und Kennwort, als Name:Kennwort</translation>
    </message>
    <message>
        <source>Another destination has this name.</source>
        <translation>Ein anderes Ziel hat diesen Namen.</translation>
    </message>
</context>
<context>
    <name>DestinationList</name>
    <message>
        <source>Destinations</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Set by your IT · %1</source>
        <translation>Von Ihrer IT festgelegt · %1</translation>
    </message>
    <message>
        <source>Images go here now</source>
        <translation>Aktuelles Ziel</translation>
    </message>
    <message>
        <source>images go here now</source>
        <translation>aktuelles Ziel</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>The address cannot be used</source>
        <translation>Die Adresse kann nicht benutzt werden</translation>
    </message>
</context>
<context>
    <name>Destinations</name>
    <message>
        <source>The token is kept until the program ends</source>
        <translation>Das Zugriffstoken bleibt bis zum Beenden des Programms erhalten</translation>
    </message>
    <message>
        <source>This computer’s keyring could not be used. You will be asked for the token again next time.</source>
        <translation>Der Schlüsselbund dieses Computers konnte nicht benutzt werden. Beim nächsten Mal werden Sie wieder nach dem Zugriffstoken gefragt.</translation>
    </message>
</context>
<context>
    <name>DestinationsDialog</name>
    <message>
        <source>Destinations</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Where images can go</source>
        <translation>Wohin Bilder gehen können</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Einste&amp;llungen…</translation>
    </message>
    <message>
        <source>Speed, hours, proxy, certificates and history</source>
        <translation>Geschwindigkeit, Uhrzeiten, Proxy, Zertifikate und Verlauf</translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation>Von Ihrer IT festgelegt</translation>
    </message>
    <message>
        <source>An upload has not ended.</source>
        <translation>Ein Upload ist noch nicht beendet.</translation>
    </message>
    <message>
        <source>The Practice service is built in.</source>
        <translation>Der Übungsdienst ist fest eingebaut.</translation>
    </message>
    <message>
        <source>Nothing can be changed until the upload has ended.</source>
        <translation>Bis zum Ende des Uploads kann nichts geändert werden.</translation>
    </message>
    <message>
        <source>Set by your IT: no destinations can be added. The token of each is kept in the keyring.</source>
        <translation>Von Ihrer IT festgelegt: Es können keine Ziele hinzugefügt werden. Die Zugriffstoken liegen im Schlüsselbund.</translation>
    </message>
    <message>
        <source>The token of each is kept in this computer’s keyring, never in this list.</source>
        <translation>Die Zugriffstoken liegen im Schlüsselbund dieses Computers, nie in dieser Liste.</translation>
    </message>
    <message>
        <source>Its address and its token are forgotten on this computer. Receipts stay in History.</source>
        <translation>Adresse und Zugriffstoken werden auf diesem Computer gelöscht. Belege bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Series instance UID</source>
        <translation>Series Instance UID</translation>
    </message>
    <message>
        <source>Copy the series instance UID</source>
        <translation>Series Instance UID kopieren</translation>
    </message>
    <message>
        <source>Show in f&amp;older</source>
        <translation>Im Ordner ze&amp;igen</translation>
    </message>
    <message>
        <source>All ta&amp;gs…</source>
        <translation>Alle &amp;Tags…</translation>
    </message>
    <message>
        <source>Choose a row in the list to see what it holds.</source>
        <translation>Wählen Sie eine Zeile der Liste, um zu sehen, was sie enthält.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Accession</source>
        <translation>Auftragsnr.</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Vergeben von</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>Untersuchungen</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Study instance UID</source>
        <translation>Study Instance UID</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>Serie %1</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Copy the UID</source>
        <translation>UID kopieren</translation>
    </message>
    <message>
        <source>Shown when everything has been read</source>
        <translation>Wird gezeigt, sobald alles gelesen ist</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DiscOffer</name>
    <message>
        <source>It lists DICOM images and has not been read yet.</source>
        <translation>Ihr Verzeichnis nennt DICOM-Bilder; gelesen wurde noch nichts.</translation>
    </message>
    <message>
        <source>&amp;Read this disc</source>
        <translation>Diese Disc l&amp;esen</translation>
    </message>
    <message>
        <source>Do not read it now</source>
        <translation>Jetzt nicht lesen</translation>
    </message>
    <message>
        <source>Disc “%1” was put in.</source>
        <translation>Disc „%1“ wurde eingelegt.</translation>
    </message>
    <message>
        <source>Drive “%1” was plugged in.</source>
        <translation>Laufwerk „%1“ wurde angeschlossen.</translation>
    </message>
    <message>
        <source>&amp;Read this drive</source>
        <translation>Dieses Laufwerk l&amp;esen</translation>
    </message>
</context>
<context>
    <name>DiscsGroup</name>
    <message>
        <source>Cop&amp;y a disc to this computer before it is read</source>
        <translation>&amp;Disc vor dem Lesen auf diesen Computer kopieren</translation>
    </message>
    <message>
        <source>Discs</source>
        <translation>Discs</translation>
    </message>
    <message>
        <source>You can take it out before anything is sent. The copy goes when all has arrived.</source>
        <translation>Sie können sie vor dem Senden herausnehmen. Die Kopie wird gelöscht, wenn alles angekommen ist.</translation>
    </message>
    <message>
        <source>Leave a disc in until everything on it has arrived.</source>
        <translation>Lassen Sie eine Disc eingelegt, bis alles darauf angekommen ist.</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Drop a folder, a CD or a ZIP here</source>
        <translation>Ordner, CD oder ZIP hier ablegen</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>Ordner aus&amp;wählen…</translation>
    </message>
    <message>
        <source>&amp;Try with sample images</source>
        <translation>Mit &amp;Beispielbildern ausprobieren</translation>
    </message>
    <message>
        <source>This cannot be added</source>
        <translation>Das kann nicht hinzugefügt werden</translation>
    </message>
    <message>
        <source>Only folders and files of this computer can be dropped here. Save it first.</source>
        <translation>Hier können nur Ordner und Dateien dieses Computers abgelegt werden. Speichern Sie es zuerst.</translation>
    </message>
    <message>
        <source>Let go to add %1</source>
        <translation>Loslassen, um %1 hinzuzufügen</translation>
    </message>
    <message>
        <source>It is only read. Nothing is sent yet.</source>
        <translation>Es wird nur gelesen. Noch wird nichts gesendet.</translation>
    </message>
    <message>
        <source>You see patients and images first. Nothing is sent until you press Upload.</source>
        <translation>Sie sehen zuerst Patienten und Bilder. Gesendet wird erst, wenn Sie auf „Hochladen“ drücken.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>it</source>
        <translation>dies</translation>
    </message>
    <message>
        <source>%1 folders and files</source>
        <translation>%1 Ordner und Dateien</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlend</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>angekommen</translation>
    </message>
    <message>
        <source>%1 chosen = %2 arrived + %3 %4</source>
        <translation>%1 ausgewählt = %2 angekommen + %3 %4</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Files of a series</source>
        <translation>Dateien einer Serie</translation>
    </message>
    <message>
        <source>%1, in the order in which they were sent. A SHA-256 is the fingerprint of a file: the same bytes give the same one.</source>
        <translation>%1, in der Reihenfolge des Sendens. Ein SHA-256 ist der Fingerabdruck einer Datei: Gleiche Bytes ergeben den gleichen.</translation>
    </message>
    <message>
        <source>&amp;Copy the fingerprints</source>
        <translation>Fingerabdrücke &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Files, states and fingerprints</source>
        <translation>Dateien, Zustände und Fingerabdrücke</translation>
    </message>
    <message>
        <source>The fingerprints have been copied.</source>
        <translation>Die Fingerabdrücke wurden kopiert.</translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>SHA-256 of what was sent</source>
        <translation>SHA-256 des Gesendeten</translation>
    </message>
    <message>
        <source>it was not sent whole</source>
        <translation>sie wurde nicht ganz gesendet</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Nicht gezählt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
</context>
<context>
    <name>Guards</name>
    <message>
        <source>The disc’s index lists %1, %2 could be read</source>
        <translation>Das Inhaltsverzeichnis der Disc nennt %1, %2 waren lesbar</translation>
    </message>
    <message>
        <source>%1 not there</source>
        <translation>%1 nicht vorhanden</translation>
    </message>
    <message>
        <source>%1 not readable</source>
        <translation>%1 nicht lesbar</translation>
    </message>
    <message>
        <source>Named in the list of what is left out: %1.</source>
        <translation>In der Liste der ausgelassenen Dateien genannt: %1.</translation>
    </message>
    <message>
        <source>&amp;Show…</source>
        <translation>Anz&amp;eigen…</translation>
    </message>
    <message>
        <source>%1 could not be sent: they may show who the patient is</source>
        <translation>%1 konnten nicht gesendet werden: Sie könnten zeigen, wer der Patient ist</translation>
    </message>
    <message>
        <source>%1 could not be sent: it may show who the patient is</source>
        <translation>%1 konnte nicht gesendet werden: Es könnte zeigen, wer der Patient ist</translation>
    </message>
    <message>
        <source>Your IT wants identifying data to be removed before sending, and for these it is not possible.</source>
        <translation>Ihre IT verlangt, dass identifizierende Daten vor dem Senden entfernt werden, und das ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>%1 could not be sent</source>
        <translation>Nicht gesendet werden konnten: %1</translation>
    </message>
    <message>
        <source>Some could not be read any more, or may show who the patient is. The list says it of each.</source>
        <translation>Einige waren nicht mehr lesbar oder könnten zeigen, wer der Patient ist. Die Liste sagt es für jedes.</translation>
    </message>
</context>
<context>
    <name>HistoryGroup</name>
    <message>
        <source>&amp;Keep each upload in History for</source>
        <translation>Uploads im &amp;Verlauf behalten für</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Enter a number of days from 1 to %1.</source>
        <translation>Geben Sie eine Zahl von 1 bis %1 Tagen ein.</translation>
    </message>
    <message>
        <source>Older entries are deleted from this computer, with their receipts.</source>
        <translation>Ältere Einträge werden mit ihren Belegen von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Each receipt is deleted when it is closed. Save it before, if you need it.</source>
        <translation>Jeder Beleg wird beim Schließen gelöscht. Speichern Sie ihn vorher, wenn Sie ihn brauchen.</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Uploads</source>
        <translation>Uploads</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>No patient</source>
        <translation>Kein Patient</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlend</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Practice: %1</source>
        <translation>Übung: %1</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Search patient, study, destination</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Which destination</source>
        <translation>Welches Ziel</translation>
    </message>
    <message>
        <source>Which result</source>
        <translation>Welches Ergebnis</translation>
    </message>
    <message>
        <source>Every result</source>
        <translation>Alle Ergebnisse</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Images missing</source>
        <translation>Bilder fehlen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>Welche Tage</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last %1 days</source>
        <translation>Letzte %1 Tage</translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation>&amp;Alle zeigen</translation>
    </message>
    <message>
        <source>Chan&amp;ge…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>Change how long entries are kept</source>
        <translation>Ändern, wie lange Einträge bleiben</translation>
    </message>
    <message>
        <source>Empt&amp;y the history…</source>
        <translation>Verlauf l&amp;eeren…</translation>
    </message>
    <message>
        <source>&amp;Save list as CSV…</source>
        <translation>Liste als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Open receipt</source>
        <translation>&amp;Beleg öffnen</translation>
    </message>
    <message>
        <source>All destinations</source>
        <translation>Alle Ziele</translation>
    </message>
    <message>
        <source>No upload matches</source>
        <translation>Kein Upload passt</translation>
    </message>
    <message>
        <source>Search for something else, or show all uploads.</source>
        <translation>Suchen Sie nach etwas anderem oder zeigen Sie alle Uploads.</translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation>Es wurde noch nichts gesendet</translation>
    </message>
    <message>
        <source>Each upload leaves a receipt here.</source>
        <translation>Jeder Upload hinterlässt hier einen Beleg.</translation>
    </message>
    <message>
        <source>No history is kept on this computer.</source>
        <translation>Auf diesem Computer wird kein Verlauf geführt.</translation>
    </message>
    <message>
        <source>%1 of %2 uploads.</source>
        <translation>%1 von %2 Uploads.</translation>
    </message>
    <message>
        <source>1 upload.</source>
        <translation>1 Upload.</translation>
    </message>
    <message>
        <source>%1 uploads.</source>
        <translation>%1 Uploads.</translation>
    </message>
    <message>
        <source>No uploads.</source>
        <translation>Keine Uploads.</translation>
    </message>
    <message>
        <source>No history is kept: a receipt is deleted when it is closed.</source>
        <translation>Es wird kein Verlauf geführt: Ein Beleg wird beim Schließen gelöscht.</translation>
    </message>
    <message>
        <source>Entries are deleted from this computer after 1 day.</source>
        <translation>Einträge werden nach 1 Tag von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Entries are deleted from this computer after %1 days.</source>
        <translation>Einträge werden nach %1 Tagen von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Choose an upload first.</source>
        <translation>Wählen Sie zuerst einen Upload aus.</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>The receipts of all %1 uploads are deleted from this computer. Images at the service stay there.</source>
        <translation>Die Belege aller %1 Uploads werden von diesem Computer gelöscht. Bilder beim Dienst bleiben dort.</translation>
    </message>
    <message>
        <source>The receipt of 1 upload is deleted from this computer. Images at the service stay there.</source>
        <translation>Der Beleg von 1 Upload wird von diesem Computer gelöscht. Bilder beim Dienst bleiben dort.</translation>
    </message>
    <message>
        <source>Empty the history?</source>
        <translation>Verlauf leeren?</translation>
    </message>
    <message>
        <source>&amp;Delete the receipts</source>
        <translation>Belege &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>ImageSlider</name>
    <message>
        <source>Image of the series</source>
        <translation>Bild der Serie</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>New studies in “%1” are only offered</source>
        <translation>Neue Untersuchungen in „%1“ werden nur angeboten</translation>
    </message>
    <message>
        <source>The destination that they should be sent to is not there any more. Choose one in Preferences.</source>
        <translation>Das Ziel, an das sie gesendet werden sollten, gibt es nicht mehr. Wählen Sie in den Einstellungen eines aus.</translation>
    </message>
    <message>
        <source>A new study is in “%1”: %2, %3</source>
        <translation>In „%1“ ist eine neue Untersuchung: %2, %3</translation>
    </message>
    <message>
        <source>%4 new studies are in “%1”: %2, %3</source>
        <translation>In „%1“ sind %4 neue Untersuchungen: %2, %3</translation>
    </message>
    <message>
        <source>Nothing is sent before you press Upload.</source>
        <translation>Nichts wird gesendet, bevor Sie auf „Hochladen“ drücken.</translation>
    </message>
    <message>
        <source>It was not sent without asking.</source>
        <translation>Sie wurde nicht ohne Nachfrage gesendet.</translation>
    </message>
    <message>
        <source>&amp;Add to the list</source>
        <translation>Zur Liste hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>An archive with a password is in “%1”</source>
        <translation>Ein Archiv mit Kennwort ist in „%1“</translation>
    </message>
    <message>
        <source>%2 archives with a password are in “%1”</source>
        <translation>%2 Archive mit Kennwort sind in „%1“</translation>
    </message>
    <message>
        <source>“%1” can only be read with its password. You are asked for it when you add it to the list.</source>
        <translation>„%1“ ist nur mit seinem Kennwort lesbar. Sie werden danach gefragt, wenn Sie es zur Liste hinzufügen.</translation>
    </message>
    <message>
        <source>“%1” and others can only be read with their passwords. You are asked for them when you add them to the list.</source>
        <translation>„%1“ und weitere sind nur mit ihren Kennwörtern lesbar. Sie werden danach gefragt, wenn Sie sie zur Liste hinzufügen.</translation>
    </message>
</context>
<context>
    <name>LanguageGroup</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As on this computer</source>
        <translation>Wie auf diesem Computer</translation>
    </message>
    <message>
        <source>The window speaks it from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message>
        <source>Files left out</source>
        <translation>Ausgelassene Dateien</translation>
    </message>
    <message>
        <source>Search file names and reasons</source>
        <translation>Dateinamen und Gründe durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>No file matches the search.</source>
        <translation>Keine Datei passt zur Suche.</translation>
    </message>
    <message>
        <source>Files left out, by reason</source>
        <translation>Ausgelassene Dateien, nach Grund</translation>
    </message>
    <message>
        <source>&amp;Copy the list</source>
        <translation>Liste &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save the list…</source>
        <translation>Liste s&amp;peichern…</translation>
    </message>
    <message>
        <source>Show in f&amp;older</source>
        <translation>Im Ordner ze&amp;igen</translation>
    </message>
    <message>
        <source>Send this one &amp;instead</source>
        <translation>Stattdessen &amp;diese senden</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>%1 left out, %2 not ticked</source>
        <translation>%1 ausgelassen, %2 nicht ausgewählt</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>%1 found = %2 + %4 not ticked + %3 left out</source>
        <translation>%1 gefunden = %2 + %4 nicht ausgewählt + %3 ausgelassen</translation>
    </message>
    <message>
        <source>%1 found = %2 + %3 left out</source>
        <translation>%1 gefunden = %2 + %3 ausgelassen</translation>
    </message>
    <message>
        <source>They stay where they are.</source>
        <translation>Sie bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Send its series &amp;anyway</source>
        <translation>Serie &amp;trotzdem senden</translation>
    </message>
    <message>
        <source>Send their series &amp;anyway</source>
        <translation>Serien &amp;trotzdem senden</translation>
    </message>
    <message>
        <source>Send these %1 &amp;instead</source>
        <translation>Stattdessen &amp;diese %1 senden</translation>
    </message>
</context>
<context>
    <name>LeftOutFiles</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Text (*.txt)</source>
        <translation>CSV (*.csv);;Text (*.txt)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The list is empty.</source>
        <translation>Die Liste ist leer.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Stop reading first.</source>
        <translation>Halten Sie zuerst das Lesen an.</translation>
    </message>
    <message>
        <source>Rows fill in while files are read.</source>
        <translation>Die Zeilen füllen sich, während gelesen wird.</translation>
    </message>
    <message>
        <source>From a copy of “%1”</source>
        <translation>Aus einer Kopie von „%1“</translation>
    </message>
    <message>
        <source>From “%1”</source>
        <translation>Aus „%1“</translation>
    </message>
    <message>
        <source>The upload has not ended.</source>
        <translation>Der Upload ist noch nicht beendet.</translation>
    </message>
    <message>
        <source>Sending. You can read the list and add the next folder.</source>
        <translation>Es wird gesendet. Sie können die Liste lesen und den nächsten Ordner hinzufügen.</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>This list has been sent. Add the next folder, or clear the list.</source>
        <translation>Diese Liste wurde gesendet. Fügen Sie den nächsten Ordner hinzu oder leeren Sie die Liste.</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>It is read when this upload has ended.</source>
        <translation>Gelesen wird, sobald dieser Upload beendet ist.</translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message>
        <source>Missing images</source>
        <translation>Fehlende Bilder</translation>
    </message>
    <message>
        <source>%1 of %2 missing</source>
        <translation>Fehlend: %1 / %2</translation>
    </message>
    <message>
        <source>The service does not say which %1 it lacks.</source>
        <translation>Der Dienst sagt nicht, welche ihm fehlen (%1).</translation>
    </message>
    <message>
        <source>Missing files and reasons</source>
        <translation>Fehlende Dateien und Gründe</translation>
    </message>
    <message>
        <source>&amp;Copy the list</source>
        <translation>Liste &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;All files…</source>
        <translation>&amp;Alle Dateien…</translation>
    </message>
</context>
<context>
    <name>MissingTable</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>NetworkGroup</name>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As this computer is set</source>
        <translation>Wie auf diesem Computer</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>Dieser:</translation>
    </message>
    <message>
        <source>proxy.example:8080</source>
        <translation>proxy.example:8080</translation>
    </message>
    <message>
        <source>Proxy’s address</source>
        <translation>Adresse des Proxys</translation>
    </message>
    <message>
        <source>Only if it asks for one</source>
        <translation>Nur falls verlangt</translation>
    </message>
    <message>
        <source>Proxy’s user name</source>
        <translation>Benutzername für den Proxy</translation>
    </message>
    <message>
        <source>Proxy’s password</source>
        <translation>Kennwort für den Proxy</translation>
    </message>
    <message>
        <source>None: the certificates of this computer are enough</source>
        <translation>Keine: Die Zertifikate dieses Computers genügen</translation>
    </message>
    <message>
        <source>Extra certificate file</source>
        <translation>Zusätzliche Zertifikatsdatei</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Aus&amp;wählen…</translation>
    </message>
    <message>
        <source>Use no extra certificate file</source>
        <translation>Keine zusätzliche Zertifikatsdatei benutzen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>Proxy’s &amp;address</source>
        <translation>&amp;Adresse des Proxys</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Ben&amp;utzername</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>Extra &amp;certificate file</source>
        <translation>&amp;Zusätzliche Zertifikatsdatei</translation>
    </message>
    <message>
        <source>(when your IT gave you one)</source>
        <translation>(falls von Ihrer IT erhalten)</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>The password is kept in this computer’s keyring. Never in a file.</source>
        <translation>Das Kennwort liegt im Schlüsselbund dieses Computers. Nie in einer Datei.</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Die Datei wird geprüft…</translation>
    </message>
    <message>
        <source>Trusted besides the certificates of this computer, from the next upload on.</source>
        <translation>Gilt ab dem nächsten Upload neben den Zertifikaten dieses Computers.</translation>
    </message>
</context>
<context>
    <name>NewerLine</name>
    <message>
        <source>&amp;What is new…</source>
        <translation>Was ist ne&amp;u…</translation>
    </message>
    <message>
        <source>Hide this until the next version</source>
        <translation>Bis zur nächsten Version ausblenden</translation>
    </message>
    <message>
        <source>Version %1 is available. Your IT installs it.</source>
        <translation>Version %1 ist verfügbar. Ihre IT installiert sie.</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Password of a ZIP file</source>
        <translation>Kennwort einer ZIP-Datei</translation>
    </message>
    <message>
        <source>“%1” is locked with a password</source>
        <translation>„%1“ ist mit einem Kennwort geschützt</translation>
    </message>
    <message>
        <source>“%1” in “%2” is locked with a password</source>
        <translation>„%1“ in „%2“ ist mit einem Kennwort geschützt</translation>
    </message>
    <message>
        <source>Whoever made the ZIP file knows the password.</source>
        <translation>Wer die ZIP-Datei erstellt hat, kennt das Kennwort.</translation>
    </message>
    <message>
        <source>One file in it cannot be read without the password. Whoever made the ZIP file knows it.</source>
        <translation>Eine Datei darin ist ohne Kennwort nicht lesbar. Wer die ZIP-Datei erstellt hat, kennt es.</translation>
    </message>
    <message>
        <source>%1 in it cannot be read without the password. Whoever made the ZIP file knows it.</source>
        <translation>%1 darin sind ohne Kennwort nicht lesbar. Wer die ZIP-Datei erstellt hat, kennt es.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Kennwort zeigen</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Kennwort verbergen</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>It is kept until you clear the list, and is not saved.</source>
        <translation>Es bleibt, bis Sie die Liste leeren, und wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Leave them out</source>
        <translation>&amp;Auslassen</translation>
    </message>
    <message>
        <source>&amp;Read the images</source>
        <translation>Bilder &amp;lesen</translation>
    </message>
    <message>
        <source>This password does not open it. Mind capitals and small letters, and spaces.</source>
        <translation>Dieses Kennwort öffnet sie nicht. Achten Sie auf Groß- und Kleinschreibung und Leerzeichen.</translation>
    </message>
    <message>
        <source>Trying the password…</source>
        <translation>Das Kennwort wird geprüft…</translation>
    </message>
</context>
<context>
    <name>PictureCanvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>PracticeBand</name>
    <message>
        <source>PRACTICE – nothing leaves this computer</source>
        <translation>ÜBUNG – nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Add your d&amp;estination…</source>
        <translation>Ei&amp;genes Ziel hinzufügen…</translation>
    </message>
    <message>
        <source>Uploads go to a stand-in service that runs here.</source>
        <translation>Uploads gehen an einen Ersatzdienst, der hier läuft.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Choose the certificate file</source>
        <translation>Zertifikatsdatei auswählen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>Ordner auswählen, der beobachtet wird</translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation>Von Ihrer IT festgelegt</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save preferences</source>
        <translation>Einstellungen &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;About…</source>
        <translation>&amp;Info…</translation>
    </message>
    <message>
        <source>Something above is missing or wrong.</source>
        <translation>Oben fehlt etwas oder ist falsch.</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture of image %1</source>
        <translation>Ansicht von Bild %1</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>image number / how many</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation>Automatisches Fenster</translation>
    </message>
    <message>
        <source>C %1 · W %2</source>
        <comment>centre and width of the grey scale window</comment>
        <translation>C %1 · W %2</translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message>
        <source>Shown when everything has been read</source>
        <translation>Wird gezeigt, sobald alles gelesen ist</translation>
    </message>
    <message>
        <source>This series holds no images.</source>
        <translation>Diese Serie enthält keine Bilder.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>%1 have arrived. The rest can be sent later from the receipt in History.</source>
        <translation>%1 sind angekommen. Der Rest kann später über den Beleg im Verlauf gesendet werden.</translation>
    </message>
    <message>
        <source>%1 has arrived. The rest can be sent later from the receipt in History.</source>
        <translation>%1 ist angekommen. Der Rest kann später über den Beleg im Verlauf gesendet werden.</translation>
    </message>
    <message>
        <source>The upload has not ended</source>
        <translation>Der Upload ist noch nicht beendet</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>Weiter senden</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dateien auswählen</translation>
    </message>
    <message>
        <source>The disc is copied to this computer first</source>
        <translation>Die Disc wird zuerst auf diesen Computer kopiert</translation>
    </message>
    <message>
        <source>You can take it out as soon as that is done. The copy is removed when all has arrived.</source>
        <translation>Danach können Sie sie herausnehmen. Die Kopie wird gelöscht, wenn alles angekommen ist.</translation>
    </message>
    <message>
        <source>&amp;Read it without copying</source>
        <translation>Ohne Kopie l&amp;esen</translation>
    </message>
    <message>
        <source>The copy is removed when all of it has arrived, or when you clear the list without having sent it.</source>
        <translation>Die Kopie wird gelöscht, wenn alles angekommen ist oder wenn Sie die Liste leeren, ohne gesendet zu haben.</translation>
    </message>
    <message>
        <source>%1 could not be read from the disc and are named in the list of what is left out.</source>
        <translation>%1 waren auf der Disc nicht lesbar und stehen in der Liste der ausgelassenen Dateien.</translation>
    </message>
    <message>
        <source>%1 could not be read from the disc and is named in the list of what is left out.</source>
        <translation>%1 war auf der Disc nicht lesbar und steht in der Liste der ausgelassenen Dateien.</translation>
    </message>
    <message>
        <source>You can take the disc out now</source>
        <translation>Sie können die Disc jetzt herausnehmen</translation>
    </message>
    <message>
        <source>This computer cannot keep a copy. Leave the disc in until everything has arrived.</source>
        <translation>Dieser Computer kann keine Kopie anlegen. Lassen Sie die Disc eingelegt, bis alles angekommen ist.</translation>
    </message>
    <message>
        <source>A copy needs %1, and %2 are free. Leave the disc in until everything has arrived.</source>
        <translation>Eine Kopie braucht %1, frei sind %2. Lassen Sie die Disc eingelegt, bis alles angekommen ist.</translation>
    </message>
    <message>
        <source>The disc is read where it is</source>
        <translation>Die Disc wird direkt gelesen</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Es wurde nichts gefunden</translation>
    </message>
    <message>
        <source>What you added holds no files. Choose the folder or the disc that holds the images.</source>
        <translation>Das Hinzugefügte enthält keine Dateien. Wählen Sie den Ordner oder die Disc mit den Bildern aus.</translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation>Das Lesen wurde angehalten</translation>
    </message>
    <message>
        <source>The list holds what had been read until then. Add the folder again to read the rest.</source>
        <translation>Die Liste enthält, was bis dahin gelesen war. Fügen Sie den Ordner noch einmal hinzu, um den Rest zu lesen.</translation>
    </message>
    <message>
        <source>Nothing new was found</source>
        <translation>Es wurde nichts Neues gefunden</translation>
    </message>
    <message>
        <source>All of it is in the list already.</source>
        <translation>Alles steht bereits in der Liste.</translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>PRACTICE – nothing left this computer</source>
        <translation>ÜBUNG – nichts hat diesen Computer verlassen</translation>
    </message>
    <message>
        <source>What could not be read from the disc is named in the receipt that you save.</source>
        <translation>Was auf der Disc nicht lesbar war, steht im Beleg, den Sie speichern.</translation>
    </message>
</context>
<context>
    <name>ReceiptTable</name>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Series instance UID</source>
        <translation>Series Instance UID</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Service’s count</source>
        <translation>Laut Dienst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>the service gave no count</source>
        <translation>der Dienst hat keine Zahl genannt</translation>
    </message>
    <message>
        <source>the service counts %1</source>
        <translation>der Dienst zählt %1</translation>
    </message>
</context>
<context>
    <name>ReceiptTableView</name>
    <message>
        <source>Receipt, by series</source>
        <translation>Beleg, nach Serien</translation>
    </message>
    <message>
        <source>Show the missing files of %1</source>
        <translation>Fehlende Dateien von %1 zeigen</translation>
    </message>
    <message>
        <source>Show files…</source>
        <translation>Dateien zeigen…</translation>
    </message>
    <message>
        <source>Show the files of %1</source>
        <translation>Dateien von %1 zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy series instance UID</source>
        <translation>Series Instance UID &amp;kopieren</translation>
    </message>
    <message>
        <source>Show &amp;missing files…</source>
        <translation>&amp;Fehlende Dateien zeigen…</translation>
    </message>
    <message>
        <source>Show all &amp;files and fingerprints…</source>
        <translation>&amp;Alle Dateien und Fingerabdrücke zeigen…</translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>1 folder or file is next in line</source>
        <translation>1 Ordner oder Datei wartet als Nächstes</translation>
    </message>
    <message>
        <source>%1 folders and files are next in line</source>
        <translation>%1 Ordner und Dateien warten als Nächstes</translation>
    </message>
    <message>
        <source>The UIDs have been copied.</source>
        <translation>Die UIDs wurden kopiert.</translation>
    </message>
    <message>
        <source>&amp;Back to the list</source>
        <translation>&amp;Zurück zur Liste</translation>
    </message>
    <message>
        <source>Copy all &amp;UIDs</source>
        <translation>Alle &amp;UIDs kopieren</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Als &amp;PDF speichern…</translation>
    </message>
    <message>
        <source>Save as &amp;CSV (for spreadsheets)…</source>
        <translation>Als &amp;CSV speichern (für Tabellen)…</translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation>Druc&amp;ken…</translation>
    </message>
    <message>
        <source>&amp;Next upload</source>
        <translation>&amp;Nächster Upload</translation>
    </message>
    <message>
        <source>&amp;Send the unconfirmed images again</source>
        <translation>Unbestätigte Bilder erneut &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Send the missing image</source>
        <translation>Fehlendes Bild &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Send the %1 missing images</source>
        <translation>%1 fehlende Bilder &amp;senden</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Beleg %1</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>signed in as %1</source>
        <translation>angemeldet als %1</translation>
    </message>
    <message>
        <source>%1 not chosen</source>
        <translation>%1 nicht ausgewählt</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 ausgelassen</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>RemovalBand</name>
    <message>
        <source>Names and other identifying data are removed before sending. Set by your IT.</source>
        <translation>Namen und andere identifizierende Daten werden vor dem Senden entfernt. Von Ihrer IT festgelegt.</translation>
    </message>
    <message>
        <source>Text within the pictures stays. The receipt holds the new names and UIDs.</source>
        <translation>Text in den Bildern bleibt. Der Beleg enthält die neuen Namen und UIDs.</translation>
    </message>
</context>
<context>
    <name>SendingGroup</name>
    <message>
        <source>&amp;Limit the speed to</source>
        <translation>Geschwindigkeit &amp;begrenzen auf</translation>
    </message>
    <message>
        <source>Megabits per second</source>
        <translation>Megabit pro Sekunde</translation>
    </message>
    <message>
        <source>Send &amp;only from</source>
        <translation>&amp;Nur senden von</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>That is %1. It holds from the next upload on.</source>
        <translation>Das sind %1. Gilt ab dem nächsten Upload.</translation>
    </message>
    <message>
        <source>Uploads that are started at other hours wait. Leave this computer and the program running.</source>
        <translation>Uploads, die zu anderen Zeiten gestartet werden, warten. Lassen Sie Computer und Programm laufen.</translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation>Geben Sie eine Zahl von %1 bis %2 ein.</translation>
    </message>
    <message>
        <source>Choose two different times.</source>
        <translation>Wählen Sie zwei verschiedene Uhrzeiten.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No image was chosen</source>
        <translation>Es wurde kein Bild ausgewählt</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>Abgebrochen: %1</translation>
    </message>
    <message>
        <source>Interrupted: %1</source>
        <translation>Unterbrochen: %1</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>This was practice: nothing has left this computer.</source>
        <translation>Das war eine Übung: Nichts hat diesen Computer verlassen.</translation>
    </message>
    <message>
        <source>the Practice service</source>
        <translation>dem Übungsdienst</translation>
    </message>
    <message numerus="yes">
        <source>%Ln verified</source>
        <translation>
            <numerusform>%Ln bestätigt</numerusform>
            <numerusform>%Ln bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln short</source>
        <translation>
            <numerusform>%Ln unvollständig</numerusform>
            <numerusform>%Ln unvollständig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln nicht gesendet</numerusform>
            <numerusform>%Ln nicht gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unbekannt</numerusform>
            <numerusform>%Ln unbekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Short by %Ln</source>
        <translation>
            <numerusform>%Ln fehlt</numerusform>
            <numerusform>%Ln fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>The service already held images of this series; it now counts %1.</source>
        <translation>Der Dienst hatte bereits Bilder dieser Serie; er zählt jetzt %1.</translation>
    </message>
    <message>
        <source>Last upload, %1: %2.</source>
        <translation>Letzter Upload, %1: %2.</translation>
    </message>
    <message>
        <source>Last upload: %1.</source>
        <translation>Letzter Upload: %1.</translation>
    </message>
    <message>
        <source>None of %1 images has arrived at %2</source>
        <translation>Keines von %1 Bildern ist bei %2 angekommen</translation>
    </message>
    <message>
        <source>The image has not arrived at %1</source>
        <translation>Das Bild ist nicht bei %1 angekommen</translation>
    </message>
    <message>
        <source>Not every image is confirmed by %1</source>
        <translation>Nicht jedes Bild wurde von %1 bestätigt</translation>
    </message>
    <message>
        <source>1 of %1 images has arrived at %2, %3 missing</source>
        <translation>1 von %1 Bildern ist bei %2 angekommen (%3 fehlend)</translation>
    </message>
    <message>
        <source>%1 of %2 images have arrived at %3, %4 missing</source>
        <translation>%1 von %2 Bildern sind bei %3 angekommen (%4 fehlend)</translation>
    </message>
    <message>
        <source>The one image that was chosen has arrived at %1</source>
        <translation>Das ausgewählte Bild ist bei %1 angekommen</translation>
    </message>
    <message>
        <source>All %1 images of 1 series have arrived at %2</source>
        <translation>Alle %1 Bilder von 1 Serie sind bei %2 angekommen</translation>
    </message>
    <message>
        <source>All %1 images of %2 series have arrived at %3</source>
        <translation>Alle %1 Bilder von %2 Serien sind bei %3 angekommen</translation>
    </message>
    <message>
        <source>It is not known whether the image has arrived at %1</source>
        <translation>Es ist nicht bekannt, ob das Bild bei %1 angekommen ist</translation>
    </message>
    <message>
        <source>It is not known whether the %1 images have arrived at %2</source>
        <translation>Es ist nicht bekannt, ob die %1 Bilder bei %2 angekommen sind</translation>
    </message>
    <message>
        <source>It is not known whether 1 of %1 images has arrived at %2</source>
        <translation>Es ist nicht bekannt, ob 1 von %1 Bildern bei %2 angekommen ist</translation>
    </message>
    <message>
        <source>It is not known whether %1 of %2 images have arrived at %3</source>
        <translation>Es ist nicht bekannt, ob %1 von %2 Bildern bei %3 angekommen sind</translation>
    </message>
    <message>
        <source>%1 of %2 images are not known to have arrived at %3</source>
        <translation>Bei %1 von %2 Bildern ist nicht bekannt, dass sie bei %3 angekommen sind</translation>
    </message>
    <message>
        <source>No image has arrived at %1</source>
        <translation>Kein Bild ist bei %1 angekommen</translation>
    </message>
    <message>
        <source>1 of %1 images has not arrived at %2</source>
        <translation>1 von %1 Bildern ist nicht bei %2 angekommen</translation>
    </message>
    <message>
        <source>%1 of %2 images have not arrived at %3</source>
        <translation>%1 von %2 Bildern sind nicht bei %3 angekommen</translation>
    </message>
    <message>
        <source>The disc’s index lists one image, which could not be read.</source>
        <translation>Das Inhaltsverzeichnis der Disc nennt ein Bild, das nicht lesbar war.</translation>
    </message>
    <message numerus="yes">
        <source>The disc’s index lists %Ln images, %1 could be read.</source>
        <translation>
            <numerusform>Das Inhaltsverzeichnis der Disc nennt %Ln Bild, %1 waren lesbar.</numerusform>
            <numerusform>Das Inhaltsverzeichnis der Disc nennt %Ln Bilder, %1 waren lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Names and other identifying data were removed before sending.</source>
        <translation>Namen und andere identifizierende Daten wurden vor dem Senden entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images could not be sent, because they may show who the patient is.</source>
        <translation>
            <numerusform>%Ln Bild konnte nicht gesendet werden, weil es zeigen könnte, wer der Patient ist.</numerusform>
            <numerusform>%Ln Bilder konnten nicht gesendet werden, weil sie zeigen könnten, wer der Patient ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>One image could not be sent, because it may show who the patient is.</source>
        <translation>Ein Bild konnte nicht gesendet werden, weil es zeigen könnte, wer der Patient ist.</translation>
    </message>
    <message>
        <source>The service counts more images of the series than were sent: it held some already.</source>
        <translation>Der Dienst zählt mehr Bilder der Serie, als gesendet wurden: Einige hatte er schon.</translation>
    </message>
    <message>
        <source>The service counts as many images of the series as were sent.</source>
        <translation>Der Dienst zählt so viele Bilder der Serie, wie gesendet wurden.</translation>
    </message>
    <message>
        <source>For each series the service counts at least as many images as were sent.</source>
        <translation>Der Dienst zählt für jede Serie mindestens so viele Bilder, wie gesendet wurden.</translation>
    </message>
    <message>
        <source>For each series the service counts as many images as were sent.</source>
        <translation>Der Dienst zählt für jede Serie so viele Bilder, wie gesendet wurden.</translation>
    </message>
    <message>
        <source>1 image of other series</source>
        <translation>1 Bild aus anderen Serien</translation>
    </message>
    <message>
        <source>%1 images of %2 other series</source>
        <translation>%1 Bilder aus %2 anderen Serien</translation>
    </message>
    <message>
        <source>Not confirmed: %1.</source>
        <translation>Nicht bestätigt: %1.</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>Fehlend: %1.</translation>
    </message>
    <message>
        <source>1 image of %1</source>
        <translation>1 Bild aus %1</translation>
    </message>
    <message>
        <source>all %1 images of %2</source>
        <translation>alle %1 Bilder aus %2</translation>
    </message>
    <message>
        <source>%1 images of %2</source>
        <translation>%1 Bilder aus %2</translation>
    </message>
    <message>
        <source>series %1</source>
        <translation>Serie %1</translation>
    </message>
    <message>
        <source>series “%1”</source>
        <translation>Serie „%1“</translation>
    </message>
    <message>
        <source>a series without a number</source>
        <translation>einer Serie ohne Nummer</translation>
    </message>
    <message>
        <source>Send the images again to be sure. Nothing is stored twice.</source>
        <translation>Senden Sie die Bilder zur Sicherheit noch einmal. Nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
        <source>Send it again; nothing is stored twice. If it stays missing, ask %1 or your IT.</source>
        <translation>Senden Sie es noch einmal; nichts wird doppelt gespeichert. Fehlt es danach immer noch, fragen Sie bei %1 oder Ihrer IT nach.</translation>
    </message>
    <message>
        <source>Send them again; nothing is stored twice. If they stay missing, ask %1 or your IT.</source>
        <translation>Senden Sie sie noch einmal; nichts wird doppelt gespeichert. Fehlen sie danach immer noch, fragen Sie bei %1 oder Ihrer IT nach.</translation>
    </message>
    <message>
        <source>Send the missing image to go on. Nothing is stored twice.</source>
        <translation>Senden Sie das fehlende Bild, um fortzufahren. Nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
        <source>Send the missing images to go on. Nothing is stored twice.</source>
        <translation>Senden Sie die fehlenden Bilder, um fortzufahren. Nichts wird doppelt gespeichert.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
</context>
<context>
    <name>SeriesTreeView</name>
    <message>
        <source>Patients, studies and series</source>
        <translation>Patienten, Untersuchungen und Serien</translation>
    </message>
    <message>
        <source>&amp;Copy series instance UID</source>
        <translation>Series Instance UID &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy study instance UID</source>
        <translation>Study Instance UID &amp;kopieren</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Leave out</source>
        <translation>&amp;Auslassen</translation>
    </message>
    <message>
        <source>&amp;Send this as well</source>
        <translation>Auch &amp;senden</translation>
    </message>
</context>
<context>
    <name>SeriesView</name>
    <message>
        <source>Filter patients, studies, series</source>
        <translation>Patienten, Untersuchungen, Serien filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
    <message>
        <source>No series matches the filter.</source>
        <translation>Keine Serie passt zum Filter.</translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation>&amp;Zeigen…</translation>
    </message>
    <message>
        <source>Show the files that were left out</source>
        <translation>Ausgelassene Dateien zeigen</translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation>Lesen &amp;anhalten</translation>
    </message>
    <message>
        <source>Reading “%1”</source>
        <translation>„%1“ wird gelesen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>Copying the disc:</source>
        <translation>Disc wird kopiert:</translation>
    </message>
    <message>
        <source>Rows appear when the disc has been copied.</source>
        <translation>Zeilen erscheinen, sobald die Disc kopiert ist.</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 von %2 Dateien</translation>
    </message>
    <message>
        <source>looking for its files</source>
        <translation>Dateien werden gesucht</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>Das Lesen wurde angehalten.</translation>
    </message>
    <message>
        <source>%1 left out:</source>
        <translation>%1 ausgelassen:</translation>
    </message>
    <message>
        <source>%1 of the disc’s index missing; </source>
        <translation>aus dem Verzeichnis der Disc fehlen: %1; </translation>
    </message>
    <message>
        <source>Every file that was found can be sent.</source>
        <translation>Jede gefundene Datei kann gesendet werden.</translation>
    </message>
    <message>
        <source>%1 found = %2</source>
        <translation>%1 gefunden = %2</translation>
    </message>
    <message>
        <source>%1 not ticked</source>
        <translation>%1 nicht ausgewählt</translation>
    </message>
    <message>
        <source>1 is not DICOM</source>
        <translation>1 ist kein DICOM</translation>
    </message>
    <message>
        <source>%1 are not DICOM</source>
        <translation>%1 sind kein DICOM</translation>
    </message>
    <message>
        <source>1 is a disc’s index</source>
        <translation>1 ist ein Disc-Verzeichnis</translation>
    </message>
    <message>
        <source>%1 are discs’ indexes</source>
        <translation>%1 sind Disc-Verzeichnisse</translation>
    </message>
    <message>
        <source>1 is damaged</source>
        <translation>1 ist beschädigt</translation>
    </message>
    <message>
        <source>%1 are damaged</source>
        <translation>%1 sind beschädigt</translation>
    </message>
    <message>
        <source>1 lacks a UID</source>
        <translation>1 ist ohne UID</translation>
    </message>
    <message>
        <source>%1 lack a UID</source>
        <translation>%1 sind ohne UID</translation>
    </message>
    <message>
        <source>1 is a duplicate</source>
        <translation>1 ist doppelt</translation>
    </message>
    <message>
        <source>%1 are duplicates</source>
        <translation>%1 sind doppelt</translation>
    </message>
    <message>
        <source>1 is in conflict with another</source>
        <translation>1 widerspricht einer anderen</translation>
    </message>
    <message>
        <source>%1 are in conflict with others</source>
        <translation>%1 widersprechen anderen</translation>
    </message>
    <message>
        <source>1 cannot be read</source>
        <translation>1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 sind nicht lesbar</translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message>
        <source>the Practice service</source>
        <translation>dem Übungsdienst</translation>
    </message>
    <message>
        <source>no destination</source>
        <translation>keinem Ziel</translation>
    </message>
    <message>
        <source>No destination is chosen yet</source>
        <translation>Noch ist kein Ziel ausgewählt</translation>
    </message>
    <message>
        <source>Uploads go to the Practice service on this computer</source>
        <translation>Uploads gehen an den Übungsdienst auf diesem Computer</translation>
    </message>
    <message>
        <source>Uploads go to %1</source>
        <translation>Uploads gehen an %1</translation>
    </message>
    <message>
        <source>to the Practice service on this computer</source>
        <translation>an den Übungsdienst auf diesem Computer</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>to %1, %2</source>
        <translation>an %1, %2</translation>
    </message>
    <message>
        <source>Add a folder or files first.</source>
        <translation>Fügen Sie zuerst einen Ordner oder Dateien hinzu.</translation>
    </message>
    <message>
        <source>Practise the &amp;upload</source>
        <translation>&amp;Hochladen üben</translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation>&amp;Hochladen</translation>
    </message>
    <message>
        <source>&amp;Upload %1 of %2…</source>
        <translation>%1 von %2 &amp;hochladen…</translation>
    </message>
    <message>
        <source>P&amp;ractise with %1 of %2…</source>
        <translation>Übung: %1 von %2 &amp;hochladen…</translation>
    </message>
    <message>
        <source>P&amp;ractise with %1</source>
        <translation>Übung: %1 &amp;hochladen</translation>
    </message>
    <message>
        <source>&amp;Upload %1</source>
        <translation>%1 &amp;hochladen</translation>
    </message>
    <message>
        <source>Nothing added yet</source>
        <translation>Noch nichts hinzugefügt</translation>
    </message>
    <message>
        <source>Upload is possible when everything has been read</source>
        <translation>Hochladen ist möglich, sobald alles gelesen ist</translation>
    </message>
    <message>
        <source>Choose or add a destination first.</source>
        <translation>Wählen Sie zuerst ein Ziel oder fügen Sie eines hinzu.</translation>
    </message>
    <message>
        <source>Nothing is ticked</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Tick what you want to send.</source>
        <translation>Wählen Sie aus, was gesendet werden soll.</translation>
    </message>
    <message>
        <source>Nothing that can be sent was found</source>
        <translation>Nichts gefunden, was gesendet werden kann</translation>
    </message>
    <message>
        <source>“Show…” lists the files and why they were left out.</source>
        <translation>„Zeigen…“ nennt die Dateien und warum sie ausgelassen wurden.</translation>
    </message>
    <message>
        <source>What you added holds no files.</source>
        <translation>Das Hinzugefügte enthält keine Dateien.</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung zu %1 wird hergestellt…</translation>
    </message>
    <message>
        <source>Identifying data is removed: %1 of %2 done</source>
        <translation>Identifizierende Daten werden entfernt: %1 / %2 fertig</translation>
    </message>
    <message>
        <source>Then they go to %1.</source>
        <translation>Danach gehen sie zu %1.</translation>
    </message>
    <message>
        <source>%1 · %2 of %3 have arrived at %4</source>
        <translation>%1 · %2 / %3 sind bei %4 angekommen</translation>
    </message>
    <message>
        <source>Sending starts at %1. Leave this computer and the program running.</source>
        <translation>Das Senden beginnt um %1. Lassen Sie Computer und Programm laufen.</translation>
    </message>
    <message>
        <source>Next try in %2. %1 is not working at the moment; nothing is lost.</source>
        <translation>Nächster Versuch in %2. Bei %1 gibt es gerade eine Störung; nichts geht verloren.</translation>
    </message>
    <message>
        <source>Send no&amp;w</source>
        <translation>&amp;Jetzt senden</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Jetzt versuchen</translation>
    </message>
    <message>
        <source>%1 of %2 have arrived</source>
        <translation>%1 / %2 angekommen</translation>
    </message>
    <message>
        <source>Resume goes on where it stopped; nothing is sent twice.</source>
        <translation>„Fortsetzen“ macht weiter, wo angehalten wurde; nichts wird doppelt gesendet.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Pause bei %1</translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>All tags</source>
        <translation>Alle Tags</translation>
    </message>
    <message>
        <source>Search tags, names and values</source>
        <translation>Tags, Namen und Werte durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Reading the tags…</source>
        <translation>Die Tags werden gelesen…</translation>
    </message>
    <message>
        <source>&amp;Copy the selected rows</source>
        <translation>Ausgewählte Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Tags, names and values</source>
        <translation>Tags, Namen und Werte</translation>
    </message>
    <message>
        <source>%1 tags</source>
        <translation>%1 Tags</translation>
    </message>
    <message>
        <source>The tags cannot be read.</source>
        <translation>Die Tags können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No tag holds these words.</source>
        <translation>Kein Tag enthält diese Wörter.</translation>
    </message>
    <message>
        <source>The selected rows have been copied.</source>
        <translation>Die ausgewählten Zeilen wurden kopiert.</translation>
    </message>
</context>
<context>
    <name>TagsTree</name>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>VR</source>
        <translation>VR</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>name not known</source>
        <translation>Name nicht bekannt</translation>
    </message>
    <message>
        <source>Item %1</source>
        <translation>Element %1</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 Element</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 Elemente</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>ToLookAt</name>
    <message>
        <source>The State column tells of more.</source>
        <translation>Die Spalte Zustand nennt noch mehr.</translation>
    </message>
    <message>
        <source>Look at this before you send</source>
        <translation>Sehen Sie sich das vor dem Senden an</translation>
    </message>
    <message>
        <source>%1 are there twice, with different content; one of each is sent.</source>
        <translation>%1 sind doppelt da, mit verschiedenem Inhalt; je eines wird gesendet.</translation>
    </message>
    <message>
        <source>%1 is there twice, with different content; one of the two is sent.</source>
        <translation>%1 ist doppelt da, mit verschiedenem Inhalt; eines der beiden wird gesendet.</translation>
    </message>
    <message>
        <source>&amp;Choose which…</source>
        <translation>Wählen, &amp;welches…</translation>
    </message>
    <message>
        <source>Go &amp;there</source>
        <translation>Dorthi&amp;n</translation>
    </message>
    <message>
        <source>Unt&amp;ick…</source>
        <translation>A&amp;bwählen…</translation>
    </message>
</context>
<context>
    <name>TokenField</name>
    <message>
        <source>Hide the token</source>
        <translation>Zugriffstoken verbergen</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>Zugriffstoken zeigen</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>&amp;Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Destination:</source>
        <translation>Ziel:</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Destination settings</source>
        <translation>Ziele und Einstellungen</translation>
    </message>
    <message>
        <source>Add destination…</source>
        <translation>Ziel hinzufügen…</translation>
    </message>
    <message>
        <source>It can be changed when the upload has ended.</source>
        <translation>Kann geändert werden, sobald der Upload beendet ist.</translation>
    </message>
    <message>
        <source>Set by your IT</source>
        <translation>Von Ihrer IT festgelegt</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>UidCell</name>
    <message>
        <source>Series instance UID of %1</source>
        <translation>Series Instance UID von %1</translation>
    </message>
    <message>
        <source>Copy the series instance UID of %1</source>
        <translation>Series Instance UID von %1 kopieren</translation>
    </message>
    <message>
        <source>Copy this UID</source>
        <translation>Diese UID kopieren</translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message>
        <source>An upload to %1 was interrupted: %2 of %3 images have arrived</source>
        <translation>Upload unterbrochen (%1): %2 von %3 Bildern sind angekommen</translation>
    </message>
    <message>
        <source>Going on sends only the rest.</source>
        <translation>Beim Fortfahren wird nur der Rest gesendet.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>%1 have arrived; they are not sent again.</source>
        <translation>%1 sind angekommen; sie werden nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>%1 has arrived; it is not sent again.</source>
        <translation>%1 ist angekommen; es wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Goes on by itself when the new token is accepted</source>
        <translation>Geht von selbst weiter, sobald das neue Zugriffstoken angenommen ist</translation>
    </message>
    <message>
        <source>Goes on by itself when the disc or drive is back</source>
        <translation>Geht von selbst weiter, sobald Disc oder Laufwerk wieder da sind</translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>Next in line</source>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>Read it no&amp;w</source>
        <translation>&amp;Jetzt lesen</translation>
    </message>
    <message>
        <source>1 folder or file</source>
        <translation>1 Ordner oder Datei</translation>
    </message>
    <message>
        <source>%1 folders and files</source>
        <translation>%1 Ordner und Dateien</translation>
    </message>
    <message>
        <source>read when this upload has ended and you press “Next upload”</source>
        <translation>werden gelesen, wenn dieser Upload beendet ist und Sie auf „Nächster Upload“ drücken</translation>
    </message>
    <message>
        <source>Read them no&amp;w</source>
        <translation>&amp;Jetzt lesen</translation>
    </message>
</context>
<context>
    <name>WatchGroup</name>
    <message>
        <source>No folder is chosen</source>
        <translation>Kein Ordner ausgewählt</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>Beobachteter Ordner</translation>
    </message>
    <message>
        <source>Choos&amp;e…</source>
        <translation>Auswä&amp;hlen…</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>Ordner auswählen, der beobachtet wird</translation>
    </message>
    <message>
        <source>Seconds without a change</source>
        <translation>Sekunden ohne Änderung</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner beobachten</translation>
    </message>
    <message>
        <source>Look for new studies in a &amp;folder</source>
        <translation>In einem &amp;Ordner nach neuen Untersuchungen sehen</translation>
    </message>
    <message>
        <source>What happens with a new study</source>
        <translation>Was mit einer neuen Untersuchung geschieht</translation>
    </message>
    <message>
        <source>Offer it</source>
        <translation>Anbieten</translation>
    </message>
    <message>
        <source>Send it without asking</source>
        <translation>Ohne Nachfrage senden</translation>
    </message>
    <message>
        <source>Where new studies are sent</source>
        <translation>Wohin neue Untersuchungen gesendet werden</translation>
    </message>
    <message>
        <source>Move what has arrived to the folder “%1”</source>
        <translation>Angekommenes in den Ordner „%1“ verschieben</translation>
    </message>
    <message>
        <source>Wait until nothing of a study has changed for</source>
        <translation>Warten, bis eine Untersuchung unverändert ist seit</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>to</source>
        <comment>send it without asking … to</comment>
        <translation>an</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Choose the folder that new studies come into.</source>
        <translation>Wählen Sie den Ordner, in den neue Untersuchungen kommen.</translation>
    </message>
    <message>
        <source>Enter a number of seconds from %1 to %2.</source>
        <translation>Geben Sie eine Zahl von %1 bis %2 Sekunden ein.</translation>
    </message>
    <message>
        <source>Choose where new studies are sent.</source>
        <translation>Wählen Sie, wohin neue Untersuchungen gesendet werden.</translation>
    </message>
    <message>
        <source>While the window is open, each new study goes to %1 without anybody pressing Upload. Sent images cannot be called back. What needs a choice is only offered.</source>
        <translation>Solange das Fenster offen ist, geht jede neue Untersuchung zu %1, ohne dass jemand auf „Hochladen“ drückt. Gesendete Bilder lassen sich nicht zurückholen. Was eine Auswahl braucht, wird nur angeboten.</translation>
    </message>
    <message>
        <source>Your IT allows only that new studies are offered.</source>
        <translation>Ihre IT erlaubt nur, dass neue Untersuchungen angeboten werden.</translation>
    </message>
    <message>
        <source>The window says when a study is there. Nothing is sent before you press Upload.</source>
        <translation>Das Fenster meldet neue Untersuchungen. Nichts wird gesendet, bevor Sie auf „Hochladen“ drücken.</translation>
    </message>
</context>
<context>
    <name>WatchLine</name>
    <message>
        <source>Progress of what is sent from the watched folder</source>
        <translation>Fortschritt der Sendung aus dem beobachteten Ordner</translation>
    </message>
    <message>
        <source>S&amp;top sending</source>
        <translation>Nichts &amp;mehr senden</translation>
    </message>
    <message>
        <source>Stop sending from the watched folder</source>
        <translation>Nichts mehr aus dem beobachteten Ordner senden</translation>
    </message>
    <message>
        <source>&amp;Go on sending</source>
        <translation>Weiter&amp;machen</translation>
    </message>
    <message>
        <source>Go on sending from the folder</source>
        <translation>Weiter aus dem Ordner senden</translation>
    </message>
    <message>
        <source>Show its &amp;receipt</source>
        <translation>Zugehö&amp;riger Beleg</translation>
    </message>
    <message>
        <source>Close this line</source>
        <translation>Diese Zeile schließen</translation>
    </message>
    <message>
        <source>Sending a study from “%1”</source>
        <translation>Eine Untersuchung aus „%1“ wird gesendet</translation>
    </message>
    <message>
        <source>%2 · sent from “%1” without asking</source>
        <translation>%2 · aus „%1“ ohne Nachfrage gesendet</translation>
    </message>
    <message>
        <source>What is missing is tried again by itself. It lies where it was, in “%1”.</source>
        <translation>Fehlendes wird von selbst noch einmal versucht. Es liegt, wo es war, in „%1“.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>A file in “%1” cannot be sent</source>
        <translation>Eine Datei in „%1“ kann nicht gesendet werden</translation>
    </message>
    <message>
        <source>What comes into “%1” is sent after your upload</source>
        <translation>Was in „%1“ ankommt, wird nach Ihrem Upload gesendet</translation>
    </message>
    <message>
        <source>What has arrived already is not sent again.</source>
        <translation>Was schon angekommen ist, wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Nothing is sent from “%1” at the moment</source>
        <translation>Aus „%1“ wird zurzeit nichts gesendet</translation>
    </message>
    <message>
        <source>It goes on when you wish it, or with the next start of the program.</source>
        <translation>Es geht weiter, wenn Sie es wünschen, oder beim nächsten Start des Programms.</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Do not read %1</source>
        <translation>%1 nicht lesen</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The address is empty.</source>
        <translation>Die Adresse ist leer.</translation>
    </message>
    <message>
        <source>After “%1:” two slashes are missing.</source>
        <translation>Nach „%1:“ fehlen zwei Schrägstriche.</translation>
    </message>
    <message>
        <source>The number after the colon, or the host, is not valid.</source>
        <translation>Die Zahl nach dem Doppelpunkt oder der Rechnername ist ungültig.</translation>
    </message>
    <message>
        <source>It starts with “%1://” instead of “https://”.</source>
        <translation>Sie beginnt mit „%1://“ statt mit „https://“.</translation>
    </message>
    <message>
        <source>It holds a user name or a password; only the token signs in.</source>
        <translation>Sie enthält einen Benutzernamen oder ein Kennwort; angemeldet wird nur mit dem Zugriffstoken.</translation>
    </message>
    <message>
        <source>It holds a “?” or a “#”, which no base address has.</source>
        <translation>Sie enthält „?“ oder „#“, was in keiner Basisadresse vorkommt.</translation>
    </message>
    <message>
        <source>Port 0 cannot be used.</source>
        <translation>Port 0 kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>The part after the host holds a character that no address has.</source>
        <translation>Der Teil nach dem Rechnernamen enthält ein Zeichen, das in keiner Adresse vorkommt.</translation>
    </message>
    <message>
        <source>The name of the service’s computer is missing.</source>
        <translation>Der Rechnername des Dienstes fehlt.</translation>
    </message>
    <message>
        <source>The number between the square brackets is not an address.</source>
        <translation>Die Zahl zwischen den eckigen Klammern ist keine Adresse.</translation>
    </message>
    <message>
        <source>The name of the service’s computer is not valid.</source>
        <translation>Der Rechnername des Dienstes ist ungültig.</translation>
    </message>
    <message>
        <source>Practice service</source>
        <translation>Übungsdienst</translation>
    </message>
    <message>
        <source>It holds a character that no Source has, such as an accent or a line end.</source>
        <translation>Sie enthält ein Zeichen, das in keiner Source vorkommt, etwa einen Umlaut oder ein Zeilenende.</translation>
    </message>
    <message>
        <source>Not a DICOM file</source>
        <translation>Keine DICOM-Datei</translation>
    </message>
    <message>
        <source>A disc’s index (DICOMDIR), not an image</source>
        <translation>Verzeichnis einer Disc (DICOMDIR), kein Bild</translation>
    </message>
    <message>
        <source>Damaged: the DICOM header cannot be read</source>
        <translation>Beschädigt: Der DICOM-Header ist nicht lesbar</translation>
    </message>
    <message>
        <source>A UID that the service needs is missing</source>
        <translation>Eine UID, die der Dienst braucht, fehlt</translation>
    </message>
    <message>
        <source>The same image again, with the same bytes</source>
        <translation>Dasselbe Bild noch einmal, mit gleichem Inhalt</translation>
    </message>
    <message>
        <source>The same image UID as another file, but with different content</source>
        <translation>Gleiche Bild-UID wie eine andere Datei, aber anderer Inhalt</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>Listed in the disc’s index, but not there</source>
        <translation>Im Verzeichnis der Disc genannt, aber nicht vorhanden</translation>
    </message>
    <message>
        <source>May show who the patient is</source>
        <translation>Könnte zeigen, wer der Patient ist</translation>
    </message>
    <message>
        <source>Identifying data could not be removed for certain</source>
        <translation>Identifizierende Daten konnten nicht sicher entfernt werden</translation>
    </message>
    <message>
        <source>The patient has no ID in this file</source>
        <translation>Der Patient hat in dieser Datei keine ID</translation>
    </message>
    <message>
        <source>This study’s UID also stands under another patient</source>
        <translation>Die UID dieser Untersuchung steht auch bei einem anderen Patienten</translation>
    </message>
    <message>
        <source>This series’ UID also stands in another study</source>
        <translation>Die UID dieser Serie steht auch in einer anderen Untersuchung</translation>
    </message>
    <message>
        <source>Another patient in the list has the same ID</source>
        <translation>Ein anderer Patient der Liste hat dieselbe ID</translation>
    </message>
    <message>
        <source>Its files disagree about the series’ type, number or description</source>
        <translation>Die Dateien widersprechen sich bei Art, Nummer oder Beschreibung der Serie</translation>
    </message>
    <message>
        <source>An image with the same UID but different content was left out</source>
        <translation>Ein Bild mit gleicher UID, aber anderem Inhalt wurde ausgelassen</translation>
    </message>
    <message>
        <source>Another patient in the list has the same name and birth date, but not this ID</source>
        <translation>Ein anderer Patient der Liste hat denselben Namen und dasselbe Geburtsdatum, aber nicht diese ID</translation>
    </message>
    <message>
        <source>Going by their numbers, images are missing between the others</source>
        <translation>Den Nummern nach fehlen zwischen den Bildern welche</translation>
    </message>
    <message>
        <source>Its own data speak of far more images than there are</source>
        <translation>Den eigenen Angaben nach müssten es viel mehr Bilder sein</translation>
    </message>
    <message>
        <source>More than a year older than this patient’s newest study in the list</source>
        <translation>Über ein Jahr älter als die neueste Untersuchung dieses Patienten in der Liste</translation>
    </message>
    <message>
        <source>Its files say that text within the pictures identifies the patient</source>
        <translation>Laut den Dateien lässt Text in den Bildern den Patienten erkennen</translation>
    </message>
    <message>
        <source>A file begins as a program does; it is sent unchanged, but should not be opened</source>
        <translation>Eine Datei beginnt wie ein Programm; sie wird unverändert gesendet, sollte aber nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Something did not work</source>
        <translation>Etwas hat nicht funktioniert</translation>
    </message>
    <message>
        <source>Try again. If it stays so, ask your IT and give them the technical details.</source>
        <translation>Versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie Ihre IT und geben Sie ihr die technischen Details.</translation>
    </message>
    <message>
        <source>This address cannot be used</source>
        <translation>Diese Adresse kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{problem} Copy it again from what the service or your IT gave you.</source>
        <translation>{problem} Kopieren Sie sie noch einmal aus dem, was Sie vom Dienst oder von Ihrer IT erhalten haben.</translation>
    </message>
    <message>
        <source>This address is not encrypted</source>
        <translation>Diese Adresse ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>With http:// everybody on the way to {host} can read the images and the token. Use https://, or let your IT confirm that this destination may be used without encryption.</source>
        <translation>Mit http:// kann jeder auf dem Weg zu {host} die Bilder und das Zugriffstoken lesen. Benutzen Sie https:// oder lassen Sie von Ihrer IT bestätigen, dass dieses Ziel ohne Verschlüsselung benutzt werden darf.</translation>
    </message>
    <message>
        <source>This token cannot be used</source>
        <translation>Dieses Zugriffstoken kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{problem} Copy the token again from what the service gave you.</source>
        <translation>{problem} Kopieren Sie das Zugriffstoken noch einmal aus dem, was Sie vom Dienst erhalten haben.</translation>
    </message>
    <message>
        <source>This Source cannot be used</source>
        <translation>Diese Source kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{problem} Copy it again from what the service gave you.</source>
        <translation>{problem} Kopieren Sie sie noch einmal aus dem, was Sie vom Dienst erhalten haben.</translation>
    </message>
    <message>
        <source>{name} did not accept the token</source>
        <translation>{name} hat das Zugriffstoken nicht angenommen</translation>
    </message>
    <message>
        <source>It may have been withdrawn. Ask {name} or your IT for a new one and enter it here.</source>
        <translation>Vielleicht wurde es zurückgezogen. Fragen Sie bei {name} oder Ihrer IT nach einem neuen und geben Sie es hier ein.</translation>
    </message>
    <message>
        <source>{name} does not allow this</source>
        <translation>{name} erlaubt das nicht</translation>
    </message>
    <message>
        <source>It knows the account, but the account may not store images. Ask {name} or your IT for the right.</source>
        <translation>Das Konto ist bekannt, darf aber keine Bilder speichern. Fragen Sie bei {name} oder Ihrer IT nach dem Recht dazu.</translation>
    </message>
    <message>
        <source>There is no token for {name} on this computer</source>
        <translation>Auf diesem Computer gibt es kein Zugriffstoken für {name}</translation>
    </message>
    <message>
        <source>Enter the token that {name} or your IT gave you.</source>
        <translation>Geben Sie das Zugriffstoken ein, das Sie von {name} oder von Ihrer IT erhalten haben.</translation>
    </message>
    <message>
        <source>{name} did not accept the Source setting</source>
        <translation>{name} hat die Source nicht angenommen</translation>
    </message>
    <message>
        <source>Source is missing or wrong. Ask {name} or your IT for it and enter it in the destination.</source>
        <translation>Die Source fehlt oder ist falsch. Fragen Sie bei {name} oder Ihrer IT danach und tragen Sie sie im Ziel ein.</translation>
    </message>
    <message>
        <source>The upload service did not answer at this address</source>
        <translation>Unter dieser Adresse hat kein Upload-Dienst geantwortet</translation>
    </message>
    <message>
        <source>Something else answered at {endpoint}. Check the address, and check that this computer is signed in to the network. If both are right, ask your IT.</source>
        <translation>Unter {endpoint} hat etwas anderes geantwortet. Prüfen Sie die Adresse und ob dieser Computer im Netzwerk angemeldet ist. Stimmt beides, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>A web page answered instead of {name}</source>
        <translation>Statt {name} hat eine Webseite geantwortet</translation>
    </message>
    <message>
        <source>Open a web browser: if the network asks you to sign in, do so, then try again. If it does not, check the address {endpoint}, or ask your IT.</source>
        <translation>Öffnen Sie einen Browser: Verlangt das Netzwerk eine Anmeldung, melden Sie sich an und versuchen Sie es noch einmal. Sonst prüfen Sie die Adresse {endpoint} oder fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>{name} points to another address</source>
        <translation>{name} verweist auf eine andere Adresse</translation>
    </message>
    <message>
        <source>It answers that it has moved to {target}. Images and token are not sent there unasked. Ask {name} or your IT whether the address has changed, and enter the new one.</source>
        <translation>Die Antwort lautet: umgezogen nach {target}. Ungefragt werden Bilder und Zugriffstoken nicht dorthin gesendet. Fragen Sie bei {name} oder Ihrer IT, ob sich die Adresse geändert hat, und geben Sie die neue ein.</translation>
    </message>
    <message>
        <source>{name} could not be reached</source>
        <translation>{name} war nicht erreichbar</translation>
    </message>
    <message>
        <source>Check that this computer is connected to the network, then try again. If it stays so, ask your IT.</source>
        <translation>Prüfen Sie, ob dieser Computer mit dem Netzwerk verbunden ist, und versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>{name} was not found on the network</source>
        <translation>{name} wurde im Netzwerk nicht gefunden</translation>
    </message>
    <message>
        <source>This computer does not find {host}. Check that it is connected to the network, and that the address is written right. If both are, ask your IT.</source>
        <translation>Dieser Computer findet {host} nicht. Prüfen Sie, ob er mit dem Netzwerk verbunden ist und ob die Adresse richtig geschrieben ist. Stimmt beides, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The proxy of your network could not be reached</source>
        <translation>Der Proxy Ihres Netzwerks war nicht erreichbar</translation>
    </message>
    <message>
        <source>Check that this computer is connected to the clinic’s network. If it is, ask your IT whether its proxy setting is right.</source>
        <translation>Prüfen Sie, ob dieser Computer mit dem Netzwerk der Klinik verbunden ist. Wenn ja, fragen Sie Ihre IT, ob der Proxy richtig eingestellt ist.</translation>
    </message>
    <message>
        <source>The proxy of your network did not accept the sign-in</source>
        <translation>Der Proxy Ihres Netzwerks hat die Anmeldung nicht angenommen</translation>
    </message>
    <message>
        <source>It asks for a name and a password before it lets anything through to {name}. Enter them in the preferences, or ask your IT for them.</source>
        <translation>Er verlangt Namen und Kennwort, bevor er etwas zu {name} durchlässt. Geben Sie beides in den Einstellungen ein oder fragen Sie Ihre IT danach.</translation>
    </message>
    <message>
        <source>The proxy of your network does not allow connections to {name}</source>
        <translation>Der Proxy Ihres Netzwerks erlaubt keine Verbindung zu {name}</translation>
    </message>
    <message>
        <source>Ask your IT to allow connections to {host}.</source>
        <translation>Bitten Sie Ihre IT, Verbindungen zu {host} zu erlauben.</translation>
    </message>
    <message>
        <source>The identity of {name} could not be proven</source>
        <translation>Die Identität von {name} konnte nicht nachgewiesen werden</translation>
    </message>
    <message>
        <source>Its certificate is not trusted on this computer, so nothing was sent. Check this computer’s date and time. If they are right, ask your IT.</source>
        <translation>Diesem Zertifikat wird auf diesem Computer nicht vertraut, deshalb wurde nichts gesendet. Prüfen Sie Datum und Uhrzeit des Computers. Stimmen sie, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This computer does not know who issued its certificate, so nothing was sent. Where the network looks into encrypted connections, your IT can choose the network’s certificate file in the preferences. If it does not, somebody else may be answering: ask your IT before you go on.</source>
        <translation>Dieser Computer kennt den Aussteller des Zertifikats nicht, deshalb wurde nichts gesendet. Wenn Ihr Netzwerk verschlüsselte Verbindungen prüft, kann Ihre IT in den Einstellungen die Zertifikatsdatei des Netzwerks auswählen. Sonst antwortet vielleicht jemand anderes: Fragen Sie Ihre IT, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>The certificate of {name} has expired</source>
        <translation>Das Zertifikat von {name} ist abgelaufen</translation>
    </message>
    <message>
        <source>Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If it is right, tell {name} to renew its certificate.</source>
        <translation>Es wurde nichts gesendet. Für diesen Computer ist heute der {today}. Stimmt das nicht, stellen Sie das Datum oder bitten Sie Ihre IT darum. Stimmt es, bitten Sie {name}, das Zertifikat zu erneuern.</translation>
    </message>
    <message>
        <source>The certificate of {name} is not valid yet</source>
        <translation>Das Zertifikat von {name} ist noch nicht gültig</translation>
    </message>
    <message>
        <source>Nothing was sent. For this computer today is {today}. If that is wrong, set the date, or ask your IT to. If it is right, tell {name}.</source>
        <translation>Es wurde nichts gesendet. Für diesen Computer ist heute der {today}. Stimmt das nicht, stellen Sie das Datum oder bitten Sie Ihre IT darum. Stimmt es, sagen Sie {name} Bescheid.</translation>
    </message>
    <message>
        <source>The certificate at the address of {name} belongs to another</source>
        <translation>Das Zertifikat unter der Adresse von {name} gehört jemand anderem</translation>
    </message>
    <message>
        <source>It was not issued for {host}, so nothing was sent. Check the address. If it is right, ask your IT who answers there.</source>
        <translation>Es wurde nicht für {host} ausgestellt, deshalb wurde nichts gesendet. Prüfen Sie die Adresse. Stimmt sie, fragen Sie Ihre IT, wer dort antwortet.</translation>
    </message>
    <message>
        <source>The extra certificate file cannot be used</source>
        <translation>Die zusätzliche Zertifikatsdatei kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>It is no longer there, or it holds no certificate. Choose it again in the preferences, or ask your IT for the right file.</source>
        <translation>Sie ist nicht mehr da oder enthält kein Zertifikat. Wählen Sie sie in den Einstellungen noch einmal aus oder fragen Sie Ihre IT nach der richtigen Datei.</translation>
    </message>
    <message>
        <source>{name} is not working at the moment</source>
        <translation>Bei {name} gibt es gerade eine Störung</translation>
    </message>
    <message>
        <source>It was tried {tries} times. Try again later. If it stays so, ask {name}.</source>
        <translation>Versuche: {tries}. Versuchen Sie es später noch einmal. Bleibt es dabei, fragen Sie bei {name} nach.</translation>
    </message>
    <message>
        <source>There is nothing to send</source>
        <translation>Es gibt nichts zu senden</translation>
    </message>
    <message>
        <source>No file that was added holds an image that the service can take, or nothing is ticked.</source>
        <translation>Keine der Dateien enthält ein Bild, das der Dienst annehmen kann, oder es ist nichts ausgewählt.</translation>
    </message>
    <message>
        <source>This computer’s keyring could not be used</source>
        <translation>Der Schlüsselbund dieses Computers konnte nicht benutzt werden</translation>
    </message>
    <message>
        <source>The token is kept until the program ends and will be asked for again. Your IT can set up a keyring.</source>
        <translation>Das Zugriffstoken bleibt bis zum Beenden des Programms erhalten und wird dann wieder erfragt. Ihre IT kann einen Schlüsselbund einrichten.</translation>
    </message>
    <message>
        <source>The record of the upload could not be written</source>
        <translation>Der Upload konnte nicht protokolliert werden</translation>
    </message>
    <message>
        <source>Nothing more is sent, because what arrives could not be recorded. Make room on this computer’s disk, then go on. If it stays so, ask your IT.</source>
        <translation>Es wird nichts mehr gesendet, weil sich nicht festhalten ließe, was ankommt. Schaffen Sie Platz auf der Festplatte und fahren Sie dann fort. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This upload is being sent by another window or command on this computer</source>
        <translation>Dieser Upload wird gerade von einem anderen Fenster oder Befehl auf diesem Computer gesendet</translation>
    </message>
    <message>
        <source>Nothing was sent from here. Wait until the other one has ended, and look in History at what has arrived. If it is stopped before that, go on from here.</source>
        <translation>Von hier wurde nichts gesendet. Warten Sie, bis der andere fertig ist, und sehen Sie im Verlauf nach, was angekommen ist. Endet er vorher, fahren Sie von hier aus fort.</translation>
    </message>
    <message>
        <source>The disc or drive was taken out</source>
        <translation>Disc oder Laufwerk wurde entfernt</translation>
    </message>
    <message>
        <source>Insert the disc again, or connect the drive, and go on; nothing that has arrived is sent again. If the folder was moved or deleted, add it anew from where it is now.</source>
        <translation>Legen Sie die Disc wieder ein oder schließen Sie das Laufwerk an und fahren Sie fort; Angekommenes wird nicht noch einmal gesendet. Wurde der Ordner verschoben oder gelöscht, fügen Sie ihn vom neuen Ort hinzu.</translation>
    </message>
    <message>
        <source>This file could not be sent</source>
        <translation>Diese Datei konnte nicht gesendet werden</translation>
    </message>
    <message>
        <source>Add the folder or the disc again.</source>
        <translation>Fügen Sie den Ordner oder die Disc noch einmal hinzu.</translation>
    </message>
    <message>
        <source>The file is no longer there</source>
        <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>Die Datei war nicht lesbar</translation>
    </message>
    <message>
        <source>The file changed after it was read</source>
        <translation>Die Datei hat sich nach dem Lesen geändert</translation>
    </message>
    <message>
        <source>The file is damaged within its archive</source>
        <translation>Die Datei ist in ihrem Archiv beschädigt</translation>
    </message>
    <message>
        <source>Copy the archive again from where it came from, and add it again.</source>
        <translation>Kopieren Sie das Archiv noch einmal von seiner Quelle und fügen Sie es wieder hinzu.</translation>
    </message>
    <message>
        <source>The archive needs its password</source>
        <translation>Das Archiv braucht sein Kennwort</translation>
    </message>
    <message>
        <source>Send it again: the password is asked for then.</source>
        <translation>Senden Sie es noch einmal: Dann wird das Kennwort erfragt.</translation>
    </message>
    <message>
        <source>There is not enough room on this computer’s disk to unpack the archive</source>
        <translation>Auf der Festplatte ist nicht genug Platz, um das Archiv zu entpacken</translation>
    </message>
    <message>
        <source>Make room on this computer’s disk, then send it again.</source>
        <translation>Schaffen Sie Platz auf der Festplatte und senden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The address of the proxy is empty.</source>
        <translation>Die Adresse des Proxys ist leer.</translation>
    </message>
    <message>
        <source>The number of the port is missing, such as :8080 after the name.</source>
        <translation>Die Portnummer fehlt, etwa :8080 nach dem Namen.</translation>
    </message>
    <message>
        <source>After the port there is something that no proxy’s address has.</source>
        <translation>Nach dem Port steht etwas, das in keiner Proxy-Adresse vorkommt.</translation>
    </message>
    <message>
        <source>The notice of a newer version cannot be used</source>
        <translation>Der Hinweis auf eine neuere Version kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{problem} Your IT can mend it. Uploads are not affected.</source>
        <translation>{problem} Ihre IT kann das beheben. Uploads sind nicht betroffen.</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>Er ist abgelaufen.</translation>
    </message>
    <message>
        <source>Its day is yet to come: this computer’s clock is wrong.</source>
        <translation>Sein Tag kommt erst noch: Die Uhr dieses Computers geht falsch.</translation>
    </message>
    <message>
        <source>A newer one was there before.</source>
        <translation>Es gab schon einen neueren.</translation>
    </message>
    <message>
        <source>It is signed, but does not say what a notice has to say.</source>
        <translation>Er ist signiert, sagt aber nicht, was ein Hinweis sagen muss.</translation>
    </message>
    <message>
        <source>What was found is no such notice.</source>
        <translation>Was gefunden wurde, ist kein solcher Hinweis.</translation>
    </message>
    <message>
        <source>The token is empty.</source>
        <translation>Das Zugriffstoken ist leer.</translation>
    </message>
    <message>
        <source>It holds a character that no token has, such as a curly quote or an accent.</source>
        <translation>Es enthält ein Zeichen, das in keinem Zugriffstoken vorkommt, etwa ein typografisches Anführungszeichen oder einen Umlaut.</translation>
    </message>
    <message>
        <source>Name and password are empty.</source>
        <translation>Name und Kennwort sind leer.</translation>
    </message>
    <message>
        <source>Name and password are written with a colon between them: name:password.</source>
        <translation>Zwischen Name und Kennwort steht ein Doppelpunkt: Name:Kennwort.</translation>
    </message>
    <message>
        <source>It holds a character that no password has, such as a line end.</source>
        <translation>Es enthält ein Zeichen, das in keinem Kennwort vorkommt, etwa ein Zeilenende.</translation>
    </message>
    <message>
        <source>The upload was cancelled before it was sent.</source>
        <translation>Der Upload wurde vor dem Senden abgebrochen.</translation>
    </message>
    <message>
        <source>The upload was interrupted before it was sent.</source>
        <translation>Der Upload wurde vor dem Senden unterbrochen.</translation>
    </message>
    <message>
        <source>It was not sent.</source>
        <translation>Es wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>It is not known whether it has arrived: sending was interrupted.</source>
        <translation>Es ist nicht bekannt, ob es angekommen ist: Das Senden wurde unterbrochen.</translation>
    </message>
    <message>
        <source>It is not known whether it has arrived: the service has not confirmed it.</source>
        <translation>Es ist nicht bekannt, ob es angekommen ist: Der Dienst hat es nicht bestätigt.</translation>
    </message>
    <message>
        <source>The service did not count it among the images that it registered.</source>
        <translation>Der Dienst hat es nicht unter den erfassten Bildern gezählt.</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>Es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The service has not confirmed %1 of the images. Send them again to be sure; no image can arrive twice.</source>
        <translation>Vom Dienst nicht bestätigte Bilder: %1. Senden Sie sie zur Sicherheit noch einmal; kein Bild kann doppelt ankommen.</translation>
    </message>
    <message>
        <source>The service counts %1 of the %2 images that were sent.</source>
        <translation>Der Dienst zählt %1 von %2 gesendeten Bildern.</translation>
    </message>
    <message>
        <source>%1 of %2 images: %3</source>
        <translation>%1 von %2 Bildern: %3</translation>
    </message>
    <message>
        <source>The same image UID as “%1”, but with different content</source>
        <translation>Gleiche Bild-UID wie „%1“, aber anderer Inhalt</translation>
    </message>
    <message>
        <source>An archive of more than %1 files; unpack it and add the folder</source>
        <translation>Ein Archiv mit mehr als %1 Dateien; entpacken Sie es und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>An archive whose file names are too long to be real</source>
        <translation>Ein Archiv mit unglaubwürdig langen Dateinamen</translation>
    </message>
    <message>
        <source>Its name in the archive is too long to be real</source>
        <translation>Der Name im Archiv ist unglaubwürdig lang</translation>
    </message>
    <message>
        <source>The archive claims to unpack to more than any disk holds</source>
        <translation>Das Archiv wäre entpackt angeblich größer als jede Festplatte</translation>
    </message>
    <message>
        <source>The archive unpacks to far more than images can; it looks like a trap</source>
        <translation>Das Archiv wird beim Entpacken viel größer als Bilder je; es sieht nach einer Falle aus</translation>
    </message>
    <message>
        <source>Files in the archive overlap each other; it is damaged, or a trap</source>
        <translation>Dateien im Archiv überlappen sich; es ist beschädigt oder eine Falle</translation>
    </message>
    <message>
        <source>An archive within an archive within an archive; unpack it and add the folder</source>
        <translation>Ein Archiv in einem Archiv in einem Archiv; entpacken Sie es und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>It needs the archive’s password, which was not given; add the archive again to be asked for it</source>
        <translation>Braucht das Kennwort des Archivs, das nicht eingegeben wurde; fügen Sie das Archiv noch einmal hinzu, um danach gefragt zu werden</translation>
    </message>
    <message>
        <source>Locked with a password that is not known here; add the archive to the list to be asked for it</source>
        <translation>Mit einem Kennwort gesperrt, das hier nicht bekannt ist; fügen Sie das Archiv zur Liste hinzu, um danach gefragt zu werden</translation>
    </message>
    <message>
        <source>It needs another password than the rest of its archive; unpack it and add the folder</source>
        <translation>Braucht ein anderes Kennwort als der Rest des Archivs; entpacken Sie es und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>Locked in a way that this program cannot open; unpack the archive and add the folder</source>
        <translation>So verschlüsselt, dass dieses Programm es nicht öffnen kann; entpacken Sie das Archiv und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>Packed in a way that this program cannot read; unpack the archive and add the folder</source>
        <translation>So gepackt, dass dieses Programm es nicht lesen kann; entpacken Sie das Archiv und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>One part of an archive in several parts; unpack it and add the folder</source>
        <translation>Ein Teil eines mehrteiligen Archivs; entpacken Sie es und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>A link in an archive, not a file</source>
        <translation>Eine Verknüpfung in einem Archiv, keine Datei</translation>
    </message>
    <message>
        <source>Not an ordinary file (a pipe or a device)</source>
        <translation>Keine gewöhnliche Datei (eine Pipe oder ein Gerät)</translation>
    </message>
    <message>
        <source>The archive is damaged and cannot be read</source>
        <translation>Das Archiv ist beschädigt und nicht lesbar</translation>
    </message>
    <message>
        <source>The archive is damaged; some of its files may be missing here</source>
        <translation>Das Archiv ist beschädigt; einige seiner Dateien fehlen hier womöglich</translation>
    </message>
    <message>
        <source>Damaged within the archive</source>
        <translation>Im Archiv beschädigt</translation>
    </message>
    <message>
        <source>An archive with nothing in it</source>
        <translation>Ein leeres Archiv</translation>
    </message>
    <message>
        <source>An archive without any DICOM file</source>
        <translation>Ein Archiv ohne DICOM-Datei</translation>
    </message>
    <message>
        <source>An empty file</source>
        <translation>Eine leere Datei</translation>
    </message>
    <message>
        <source>There is not enough room on this computer’s disk</source>
        <translation>Auf der Festplatte ist nicht genug Platz</translation>
    </message>
    <message>
        <source>Nothing was sent. Names and other identifying data are removed from copies first, which need {needed}; {free} are free. Make room, or send fewer images at a time.</source>
        <translation>Es wurde nichts gesendet. Namen und andere identifizierende Daten werden zuerst aus Kopien entfernt; diese brauchen {needed}, frei sind {free}. Schaffen Sie Platz oder senden Sie weniger Bilder auf einmal.</translation>
    </message>
    <message>
        <source>Identifying data could not be removed</source>
        <translation>Identifizierende Daten konnten nicht entfernt werden</translation>
    </message>
    <message>
        <source>Nothing was sent. The copies that this is done with cannot be written on this computer. Make room on its disk, then try again. If it stays so, ask your IT.</source>
        <translation>Es wurde nichts gesendet. Die Kopien, die dafür nötig sind, können auf diesem Computer nicht geschrieben werden. Schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>None of the images can be sent</source>
        <translation>Keines der Bilder kann gesendet werden</translation>
    </message>
    <message>
        <source>Your IT wants names and other identifying data to be removed before sending, and that is not possible for these: they may show who the patient is even then, or could not be read. Ask your IT how to send them.</source>
        <translation>Ihre IT verlangt, dass Namen und andere identifizierende Daten vor dem Senden entfernt werden. Das ist hier nicht möglich: Die Bilder könnten auch danach zeigen, wer der Patient ist, oder waren nicht lesbar. Fragen Sie Ihre IT, wie sie gesendet werden sollen.</translation>
    </message>
    <message>
        <source>This upload cannot be gone on with</source>
        <translation>Dieser Upload kann nicht fortgesetzt werden</translation>
    </message>
    <message>
        <source>It was begun before your IT had identifying data removed before sending, so its images would go out with names. Nothing was sent. Add the folder or the disc again and upload it anew.</source>
        <translation>Er begann, bevor Ihre IT identifizierende Daten vor dem Senden entfernen ließ; die Bilder würden also mit Namen gesendet. Es wurde nichts gesendet. Fügen Sie den Ordner oder die Disc noch einmal hinzu und laden Sie alles neu hoch.</translation>
    </message>
    <message>
        <source>The copies that were to be sent are no longer there</source>
        <translation>Die Kopien, die gesendet werden sollten, sind nicht mehr da</translation>
    </message>
    <message>
        <source>Nothing was sent. Add the folder or the disc again and upload it anew; what has arrived gets the same UIDs, so that no image can arrive twice.</source>
        <translation>Es wurde nichts gesendet. Fügen Sie den Ordner oder die Disc noch einmal hinzu und laden Sie alles neu hoch; Angekommenes erhält dieselben UIDs, sodass kein Bild doppelt ankommen kann.</translation>
    </message>
    <message>
        <source>What identifies the patient could not be removed for certain</source>
        <translation>Was den Patienten erkennen lässt, konnte nicht sicher entfernt werden</translation>
    </message>
    <message>
        <source>What identifies the patient is still in it after removing</source>
        <translation>Nach dem Entfernen ist der Patient noch erkennbar</translation>
    </message>
    <message>
        <source>May show who the patient is: a document, which cannot be looked through</source>
        <translation>Könnte zeigen, wer der Patient ist: ein Dokument, das sich nicht prüfen lässt</translation>
    </message>
    <message>
        <source>May show who the patient is: a report, which holds free text</source>
        <translation>Könnte zeigen, wer der Patient ist: ein Bericht mit freiem Text</translation>
    </message>
    <message>
        <source>May show who the patient is: its drawings and notes</source>
        <translation>Könnte zeigen, wer der Patient ist: Zeichnungen und Notizen darin</translation>
    </message>
    <message>
        <source>May show who the patient is: a voice</source>
        <translation>Könnte zeigen, wer der Patient ist: eine Stimme</translation>
    </message>
    <message>
        <source>May show who the patient is: a photograph</source>
        <translation>Könnte zeigen, wer der Patient ist: ein Foto</translation>
    </message>
    <message>
        <source>May show who the patient is: its file says that text in the picture does</source>
        <translation>Könnte zeigen, wer der Patient ist: laut Datei durch Text im Bild</translation>
    </message>
    <message>
        <source>May show who the patient is: its file says that a face can be recognised</source>
        <translation>Könnte zeigen, wer der Patient ist: laut Datei durch ein erkennbares Gesicht</translation>
    </message>
    <message>
        <source>The disc cannot be read here: it may be scratched or dirty</source>
        <translation>Die Disc ist hier nicht lesbar: Sie könnte verkratzt oder verschmutzt sein</translation>
    </message>
    <message>
        <source>Not an ordinary file (a pipe, a socket or a device)</source>
        <translation>Keine gewöhnliche Datei (eine Pipe, ein Socket oder ein Gerät)</translation>
    </message>
    <message>
        <source>This account has no right to read the file</source>
        <translation>Dieses Konto darf die Datei nicht lesen</translation>
    </message>
    <message>
        <source>An archive of a kind that cannot be read here (%1); unpack it and add the folder</source>
        <translation>Eine Archivart, die hier nicht gelesen werden kann (%1); entpacken Sie es und fügen Sie den Ordner hinzu</translation>
    </message>
    <message>
        <source>Damaged: reading this file broke down</source>
        <translation>Beschädigt: Das Lesen dieser Datei ist gescheitert</translation>
    </message>
    <message>
        <source>JPEG with 12 bits</source>
        <translation>JPEG mit 12 Bit</translation>
    </message>
    <message>
        <source>The file is no longer there. If it was on a disc or a drive, put that back.</source>
        <translation>Die Datei ist nicht mehr da. War sie auf einer Disc oder einem Laufwerk, legen oder stecken Sie es wieder ein.</translation>
    </message>
    <message>
        <source>The file has changed since it was read. Press F5 to read it again.</source>
        <translation>Die Datei hat sich geändert, seit sie gelesen wurde. Drücken Sie F5, um sie neu zu lesen.</translation>
    </message>
    <message>
        <source>This account has no right to read the file.</source>
        <translation>Dieses Konto darf die Datei nicht lesen.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>Dies ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The image is in an archive with a password. Add the archive again to enter it.</source>
        <translation>Das Bild liegt in einem Archiv mit Kennwort. Fügen Sie das Archiv noch einmal hinzu, um es einzugeben.</translation>
    </message>
    <message>
        <source>This is not a DICOM file.</source>
        <translation>Dies ist keine DICOM-Datei.</translation>
    </message>
    <message>
        <source>The image data is damaged and cannot be shown. It can be sent as it is, but ask for a new copy of it.</source>
        <translation>Die Bilddaten sind beschädigt und können nicht gezeigt werden. Sie können so gesendet werden, aber bitten Sie um eine neue Kopie.</translation>
    </message>
    <message>
        <source>The image data is damaged: the file ends too early. It can be sent as it is, but ask for a new copy of it.</source>
        <translation>Die Bilddaten sind beschädigt: Die Datei endet zu früh. Sie kann so gesendet werden, aber bitten Sie um eine neue Kopie.</translation>
    </message>
    <message>
        <source>This image is too large to be shown here. It can be sent all the same.</source>
        <translation>Dieses Bild ist zu groß, um hier gezeigt zu werden. Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>It took too long to make a picture of this image. It can be sent all the same.</source>
        <translation>Die Ansicht dieses Bildes hat zu lange gedauert. Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>Making a picture of this image broke down. The file may be damaged. It can be sent all the same.</source>
        <translation>Die Ansicht dieses Bildes ist gescheitert. Die Datei ist vielleicht beschädigt. Sie kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>No picture can be made: the program that draws it could not be started.</source>
        <translation>Keine Ansicht möglich: Das Programm, das sie zeichnet, konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The image uses colours that this program cannot show (%1). It can be sent all the same.</source>
        <translation>Das Bild benutzt Farben, die dieses Programm nicht zeigen kann (%1). Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>The image stores its values in a way that this program cannot show (%1 bits each). It can be sent all the same.</source>
        <translation>Das Bild speichert seine Werte so, dass dieses Programm es nicht zeigen kann (je %1 Bit). Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>The image is compressed in a way that this program cannot show (%1). It can be sent all the same.</source>
        <translation>Das Bild ist so komprimiert, dass dieses Programm es nicht zeigen kann (%1). Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>This object holds no image. It can be sent all the same.</source>
        <translation>Dieses Objekt enthält kein Bild. Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>%1, not an image. It can be sent all the same.</source>
        <translation>%1, kein Bild. Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>MR spectroscopy data</source>
        <translation>MR-Spektroskopiedaten</translation>
    </message>
    <message>
        <source>A recording of curves or sound</source>
        <translation>Eine Aufzeichnung von Kurven oder Ton</translation>
    </message>
    <message>
        <source>A presentation state (how images are to be shown)</source>
        <translation>Ein Presentation State (wie Bilder gezeigt werden sollen)</translation>
    </message>
    <message>
        <source>Raw data</source>
        <translation>Rohdaten</translation>
    </message>
    <message>
        <source>A registration (how images lie to each other)</source>
        <translation>Eine Registrierung (wie Bilder zueinander liegen)</translation>
    </message>
    <message>
        <source>A list of marked points</source>
        <translation>Eine Liste markierter Punkte</translation>
    </message>
    <message>
        <source>A surface model</source>
        <translation>Ein Oberflächenmodell</translation>
    </message>
    <message>
        <source>Tractography results</source>
        <translation>Ergebnisse einer Traktografie</translation>
    </message>
    <message>
        <source>A table of real-world values</source>
        <translation>Eine Tabelle mit Real-World-Werten</translation>
    </message>
    <message>
        <source>A surface scan</source>
        <translation>Ein Oberflächenscan</translation>
    </message>
    <message>
        <source>A note on how stereo images belong together</source>
        <translation>Ein Vermerk, welche Stereobilder zusammengehören</translation>
    </message>
    <message>
        <source>An eye measurement</source>
        <translation>Eine Augenvermessung</translation>
    </message>
    <message>
        <source>An eye measurement report</source>
        <translation>Ein Bericht einer Augenvermessung</translation>
    </message>
    <message>
        <source>A structured report</source>
        <translation>Ein strukturierter Bericht</translation>
    </message>
    <message>
        <source>A selection of key images</source>
        <translation>Eine Auswahl von Schlüsselbildern</translation>
    </message>
    <message>
        <source>A radiation dose report</source>
        <translation>Ein Dosisbericht</translation>
    </message>
    <message>
        <source>Annotations of a slide</source>
        <translation>Anmerkungen zu einem Objektträger</translation>
    </message>
    <message>
        <source>A PDF document</source>
        <translation>Ein PDF-Dokument</translation>
    </message>
    <message>
        <source>A text document (CDA)</source>
        <translation>Ein Textdokument (CDA)</translation>
    </message>
    <message>
        <source>A 3D model</source>
        <translation>Ein 3D-Modell</translation>
    </message>
    <message>
        <source>A radiotherapy structure set</source>
        <translation>Ein Strukturensatz der Strahlentherapie</translation>
    </message>
    <message>
        <source>A radiotherapy treatment record</source>
        <translation>Ein Behandlungsprotokoll der Strahlentherapie</translation>
    </message>
    <message>
        <source>A radiotherapy plan</source>
        <translation>Ein Plan der Strahlentherapie</translation>
    </message>
    <message>
        <source>A radiotherapy object</source>
        <translation>Ein Objekt der Strahlentherapie</translation>
    </message>
    <message>
        <source>A work list item</source>
        <translation>Ein Eintrag einer Arbeitsliste</translation>
    </message>
    <message>
        <source>A hanging protocol</source>
        <translation>Ein Hanging-Protokoll</translation>
    </message>
    <message>
        <source>A colour table</source>
        <translation>Eine Farbtabelle</translation>
    </message>
    <message>
        <source>A template for implants</source>
        <translation>Eine Vorlage für Implantate</translation>
    </message>
    <message>
        <source>A disc’s index (DICOMDIR)</source>
        <translation>Das Verzeichnis einer Disc (DICOMDIR)</translation>
    </message>
    <message>
        <source>JPEG 2000 part 2</source>
        <translation>JPEG 2000 Teil 2</translation>
    </message>
    <message>
        <source>JPIP, images fetched from a server</source>
        <translation>JPIP, von einem Server geholte Bilder</translation>
    </message>
    <message>
        <source>MPEG-2 video</source>
        <translation>MPEG-2-Video</translation>
    </message>
    <message>
        <source>MPEG-4 video</source>
        <translation>MPEG-4-Video</translation>
    </message>
    <message>
        <source>HEVC video</source>
        <translation>HEVC-Video</translation>
    </message>
    <message>
        <source>run lengths (RLE)</source>
        <translation>Lauflängen (RLE)</translation>
    </message>
    <message>
        <source>deflated frames</source>
        <translation>Deflate-Einzelbilder</translation>
    </message>
    <message>
        <source>an old kind of JPEG</source>
        <translation>ein altes JPEG</translation>
    </message>
    <message>
        <source>not a known kind</source>
        <translation>keine bekannte Art</translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation>Automatisches Fenster</translation>
    </message>
    <message>
        <source>The watched folder cannot be opened at the moment</source>
        <translation>Der beobachtete Ordner lässt sich gerade nicht öffnen</translation>
    </message>
    <message>
        <source>Nothing is lost: it is looked at again and again. Connect its drive or network; if it stays so, your IT can see to the rights of the folder.</source>
        <translation>Nichts geht verloren: Es wird immer wieder nachgesehen. Verbinden Sie das Laufwerk oder Netzwerk; bleibt es dabei, kann Ihre IT die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>There is no file or folder of this name</source>
        <translation>Es gibt keine Datei und keinen Ordner dieses Namens</translation>
    </message>
    <message>
        <source>A link to a file that is not there</source>
        <translation>Eine Verknüpfung mit einer Datei, die nicht da ist</translation>
    </message>
    <message>
        <source>This account has no right to open the folder</source>
        <translation>Dieses Konto darf den Ordner nicht öffnen</translation>
    </message>
    <message>
        <source>The folder cannot be opened</source>
        <translation>Der Ordner lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Not everything in the folder could be read</source>
        <translation>Nicht alles im Ordner konnte gelesen werden</translation>
    </message>
    <message>
        <source>The object has more tags than can be shown here; these are the first ones.</source>
        <translation>Das Objekt hat mehr Tags, als hier gezeigt werden können; dies sind die ersten.</translation>
    </message>
    <message>
        <source>The header is damaged: the tags after these cannot be read.</source>
        <translation>Der Header ist beschädigt: Die Tags nach diesen sind nicht lesbar.</translation>
    </message>
    <message>
        <source>It took too long to read the tags. The image can be sent all the same.</source>
        <translation>Das Lesen der Tags hat zu lange gedauert. Das Bild kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>Reading the tags broke down. The file may be damaged.</source>
        <translation>Das Lesen der Tags ist gescheitert. Die Datei ist vielleicht beschädigt.</translation>
    </message>
    <message>
        <source>The tags cannot be read: the program that reads them could not be started.</source>
        <translation>Die Tags können nicht gelesen werden: Das Programm, das sie liest, konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The tags of this image cannot be shown before its archive is unpacked. It can be sent all the same.</source>
        <translation>Die Tags dieses Bildes können erst gezeigt werden, wenn sein Archiv entpackt ist. Es kann trotzdem gesendet werden.</translation>
    </message>
    <message>
        <source>The header is damaged and cannot be read.</source>
        <translation>Der Header ist beschädigt und nicht lesbar.</translation>
    </message>
    <message>
        <source>The Practice service could not be started</source>
        <translation>Der Übungsdienst konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>Nothing was sent. Make room on this computer’s disk, then start the program again. If it stays so, ask your IT.</source>
        <translation>Es wurde nichts gesendet. Schaffen Sie Platz auf der Festplatte und starten Sie das Programm noch einmal. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>Die Datei konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation>Wählen Sie einen anderen Ordner oder schaffen Sie Platz auf der Festplatte.</translation>
    </message>
    <message>
        <source>It was already there.</source>
        <translation>Es war schon da.</translation>
    </message>
    <message>
        <source>The server did not name it among the images that it stored.</source>
        <translation>Der Server hat es nicht unter den gespeicherten Bildern genannt.</translation>
    </message>
    <message>
        <source>it could not process it</source>
        <translation>er konnte es nicht verarbeiten</translation>
    </message>
    <message>
        <source>it says that it holds an image of this UID already</source>
        <translation>er hat nach eigenen Angaben schon ein Bild mit dieser UID</translation>
    </message>
    <message>
        <source>it knows no such attribute</source>
        <translation>er kennt ein solches Attribut nicht</translation>
    </message>
    <message>
        <source>a value in it is not valid</source>
        <translation>ein Wert darin ist ungültig</translation>
    </message>
    <message>
        <source>it does not know all of its attributes</source>
        <translation>er kennt nicht alle Attribute</translation>
    </message>
    <message>
        <source>it knows no such object</source>
        <translation>er kennt ein solches Objekt nicht</translation>
    </message>
    <message>
        <source>its UID is not valid</source>
        <translation>die UID ist ungültig</translation>
    </message>
    <message>
        <source>it does not know this kind of image</source>
        <translation>er kennt diese Art von Bild nicht</translation>
    </message>
    <message>
        <source>its kind does not fit its content</source>
        <translation>Art und Inhalt passen nicht zusammen</translation>
    </message>
    <message>
        <source>an attribute that it needs is missing</source>
        <translation>ein nötiges Attribut fehlt</translation>
    </message>
    <message>
        <source>a value that it needs is missing</source>
        <translation>ein nötiger Wert fehlt</translation>
    </message>
    <message>
        <source>it does not take this kind of image</source>
        <translation>er nimmt diese Art von Bild nicht an</translation>
    </message>
    <message>
        <source>this account may not store it</source>
        <translation>dieses Konto darf es nicht speichern</translation>
    </message>
    <message>
        <source>it does not take this transfer syntax</source>
        <translation>er nimmt diese Transfersyntax nicht an</translation>
    </message>
    <message>
        <source>it changed some of its values</source>
        <translation>einige Werte wurden geändert</translation>
    </message>
    <message>
        <source>it left some of its elements out</source>
        <translation>einige Elemente wurden weggelassen</translation>
    </message>
    <message>
        <source>it finds that the content does not fit the kind of image</source>
        <translation>der Inhalt passt nach seiner Prüfung nicht zur Art des Bildes</translation>
    </message>
    <message>
        <source>The server refused it without saying why.</source>
        <translation>Der Server hat es abgelehnt, ohne einen Grund zu nennen.</translation>
    </message>
    <message>
        <source>The server refused it: %1 (%2).</source>
        <translation>Der Server hat es abgelehnt: %1 (%2).</translation>
    </message>
    <message>
        <source>The server refused it: it has no room for it (%1).</source>
        <translation>Der Server hat es abgelehnt: Er hat keinen Platz dafür (%1).</translation>
    </message>
    <message>
        <source>the content does not fit the kind of image</source>
        <translation>der Inhalt passt nicht zur Art des Bildes</translation>
    </message>
    <message>
        <source>it does not understand it</source>
        <translation>er versteht es nicht</translation>
    </message>
    <message>
        <source>The server refused it (reason %1).</source>
        <translation>Der Server hat es abgelehnt (Grund %1).</translation>
    </message>
    <message>
        <source>it has a warning about it</source>
        <translation>er meldet eine Warnung dazu</translation>
    </message>
    <message>
        <source>The server stored it, but %1 (%2).</source>
        <translation>Der Server hat es gespeichert, aber %1 (%2).</translation>
    </message>
    <message>
        <source>The server named it as stored, but does not show it when asked.</source>
        <translation>Der Server hat es als gespeichert genannt, zeigt es auf Nachfrage aber nicht.</translation>
    </message>
    <message>
        <source>The file is larger than the service takes.</source>
        <translation>Die Datei ist größer, als der Dienst annimmt.</translation>
    </message>
    <message>
        <source>The service refused it: %1</source>
        <translation>Der Dienst hat es abgelehnt: %1</translation>
    </message>
    <message>
        <source>The service refused it (HTTP status %1).</source>
        <translation>Der Dienst hat es abgelehnt (HTTP-Status %1).</translation>
    </message>
    <message>
        <source>It is not there: another answer came from its address.</source>
        <translation>Er ist nicht da: Von seiner Adresse kam eine andere Antwort.</translation>
    </message>
    <message>
        <source>It came packed, which was not asked for.</source>
        <translation>Er kam gepackt, was nicht verlangt war.</translation>
    </message>
    <message>
        <source>It is far too long for a notice.</source>
        <translation>Er ist für einen Hinweis viel zu lang.</translation>
    </message>
    <message>
        <source>This computer has nothing to prove its signature with.</source>
        <translation>Dieser Computer kann seine Signatur nicht prüfen.</translation>
    </message>
    <message>
        <source>Its signature is not that of your IT’s key.</source>
        <translation>Seine Signatur passt nicht zum Schlüssel Ihrer IT.</translation>
    </message>
    <message>
        <source>The audit trail could not be written</source>
        <translation>Das Audit-Protokoll konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Your IT wants a trail of what is sent, and nothing is sent without it. Make room on this computer’s disk, then try again. If it stays so, your IT can see to the folder of the audit trail.</source>
        <translation>Ihre IT verlangt ein Protokoll über alles Gesendete, ohne das nichts gesendet wird. Schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal. Bleibt es dabei, kann Ihre IT den Ordner des Audit-Protokolls prüfen.</translation>
    </message>
    <message>
        <source>There is no [[destination]] of this name.</source>
        <translation>Es gibt kein [[destination]] dieses Namens.</translation>
    </message>
    <message>
        <source>To send without asking, name one of the destinations in “destination”.</source>
        <translation>Um ohne Nachfrage zu senden, nennen Sie eines der Ziele in „destination“.</translation>
    </message>
    <message>
        <source>The folder for sent files cannot be the watched folder, or one that it lies in.</source>
        <translation>Der Ordner für Gesendetes kann nicht der beobachtete Ordner sein und keiner, in dem dieser liegt.</translation>
    </message>
    <message>
        <source>Identifying data cannot be removed on this computer</source>
        <translation>Identifizierende Daten können auf diesem Computer nicht entfernt werden</translation>
    </message>
    <message>
        <source>The secret that new names and UIDs are made with cannot be read or kept, and nothing is sent without it. Make room on this computer’s disk, then try again. If it stays so, ask your IT.</source>
        <translation>Das Geheimnis, aus dem neue Namen und UIDs entstehen, kann nicht gelesen oder gespeichert werden, und ohne es wird nichts gesendet. Schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The file with the password cannot be read</source>
        <translation>Die Datei mit dem Kennwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing was done. Check the path after --zip-password-file; the file is plain text in UTF-8.</source>
        <translation>Es wurde nichts getan. Prüfen Sie den Pfad nach --zip-password-file; die Datei ist reiner Text in UTF-8.</translation>
    </message>
    <message>
        <source>A study in the watched folder waits for somebody to look at it</source>
        <translation>Eine Untersuchung im beobachteten Ordner wartet darauf, dass jemand sie ansieht</translation>
    </message>
    <message>
        <source>{problem} Nothing of it is sent by itself. Add it in the window and choose there what is to go, or take away what does not belong.</source>
        <translation>{problem} Von selbst wird nichts davon gesendet. Fügen Sie sie im Fenster hinzu und wählen Sie dort aus, was gesendet werden soll, oder entfernen Sie, was nicht dazugehört.</translation>
    </message>
    <message>
        <source>Its images name more than one patient.</source>
        <translation>Die Bilder nennen mehr als einen Patienten.</translation>
    </message>
    <message>
        <source>Two of its files claim to be the same image, with different content.</source>
        <translation>Zwei Dateien geben sich als dasselbe Bild aus, mit unterschiedlichem Inhalt.</translation>
    </message>
    <message>
        <source>{problem} Choose it again in the preferences, or ask your IT for the right file.</source>
        <translation>{problem} Wählen Sie sie in den Einstellungen noch einmal aus oder fragen Sie Ihre IT nach der richtigen Datei.</translation>
    </message>
    <message>
        <source>It is far too large for a file of certificates.</source>
        <translation>Sie ist für eine Zertifikatsdatei viel zu groß.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>Sie ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Sie ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It holds no certificate in PEM, the form that begins with “BEGIN CERTIFICATE”.</source>
        <translation>Sie enthält kein Zertifikat in PEM, der Form, die mit „BEGIN CERTIFICATE“ beginnt.</translation>
    </message>
    <message>
        <source>The token that your IT has put on this computer cannot be used</source>
        <translation>Das Zugriffstoken, das Ihre IT auf diesem Computer abgelegt hat, kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{problem} Nothing was sent. Your IT can mend it.</source>
        <translation>{problem} Es wurde nichts gesendet. Ihre IT kann das beheben.</translation>
    </message>
    <message>
        <source>Its file cannot be read.</source>
        <translation>Seine Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Its file is far too long for a token.</source>
        <translation>Seine Datei ist für ein Zugriffstoken viel zu lang.</translation>
    </message>
    <message>
        <source>Its file holds something that is no token.</source>
        <translation>Seine Datei enthält etwas, das kein Zugriffstoken ist.</translation>
    </message>
    <message>
        <source>It is in no ordinary file.</source>
        <translation>Es liegt nicht in einer gewöhnlichen Datei.</translation>
    </message>
    <message>
        <source>Its file can be read or changed by others.</source>
        <translation>Seine Datei kann von anderen gelesen oder geändert werden.</translation>
    </message>
    <message>
        <source>Images that have arrived could not be moved</source>
        <translation>Angekommene Bilder konnten nicht verschoben werden</translation>
    </message>
    <message>
        <source>They lie where they were, and are not sent again. Your IT can see to the rights of the watched folder and of the folder for sent files, and to the room on its disk.</source>
        <translation>Sie liegen, wo sie waren, und werden nicht noch einmal gesendet. Ihre IT kann die Rechte des beobachteten Ordners und des Ordners für Gesendetes prüfen und den Platz auf seiner Festplatte.</translation>
    </message>
    <message>
        <source>DICOM Courier cannot use its folders on this computer</source>
        <translation>DICOM Courier kann seine Ordner auf diesem Computer nicht benutzen</translation>
    </message>
    <message>
        <source>Nothing was sent. Make room on this computer’s disk, then start the program again. If it stays so, your IT can give you the right to write below your own home folder.</source>
        <translation>Es wurde nichts gesendet. Schaffen Sie Platz auf der Festplatte und starten Sie das Programm noch einmal. Bleibt es dabei, kann Ihre IT Ihnen das Recht geben, in Ihrem eigenen Benutzerordner zu schreiben.</translation>
    </message>
    <message>
        <source>The settings that your IT made for this computer cannot be used</source>
        <translation>Die Vorgaben Ihrer IT für diesen Computer können nicht benutzt werden</translation>
    </message>
    <message>
        <source>Nothing is sent until your IT has mended them. In {file}, {where}: {problem}</source>
        <translation>Nichts wird gesendet, bis Ihre IT sie berichtigt hat. In {file}, {where}: {problem}</translation>
    </message>
    <message>
        <source>Your IT does not allow uploads to {name}</source>
        <translation>Ihre IT erlaubt keine Uploads an {name}</translation>
    </message>
    <message>
        <source>Nothing was sent. Choose a destination that your IT has set, or ask your IT for this one.</source>
        <translation>Es wurde nichts gesendet. Wählen Sie ein Ziel, das Ihre IT vorgegeben hat, oder fragen Sie Ihre IT nach diesem.</translation>
    </message>
    <message>
        <source>Your IT has switched the Practice service off</source>
        <translation>Ihre IT hat den Übungsdienst abgeschaltet</translation>
    </message>
    <message>
        <source>Nothing was sent. Choose another destination.</source>
        <translation>Es wurde nichts gesendet. Wählen Sie ein anderes Ziel.</translation>
    </message>
    <message>
        <source>The destinations are locked, but there is none.</source>
        <translation>Die Ziele sind gesperrt, aber es gibt keines.</translation>
    </message>
    <message>
        <source>Without the Practice service, a destination has to be set.</source>
        <translation>Ohne den Übungsdienst muss ein Ziel vorgegeben sein.</translation>
    </message>
    <message>
        <source>a list of tables, each beginning with [[destination]]</source>
        <translation>eine Liste von Tabellen, jede beginnend mit [[destination]]</translation>
    </message>
    <message>
        <source>A destination is a table, beginning with [[destination]].</source>
        <translation>Ein Ziel ist eine Tabelle, die mit [[destination]] beginnt.</translation>
    </message>
    <message>
        <source>There is another destination of this name, or of this address and Source.</source>
        <translation>Es gibt schon ein Ziel mit diesem Namen oder mit dieser Adresse und Source.</translation>
    </message>
    <message>
        <source>A destination needs a base_url.</source>
        <translation>Ein Ziel braucht eine base_url.</translation>
    </message>
    <message>
        <source>This address cannot be used. %1</source>
        <translation>Diese Adresse kann nicht benutzt werden. %1</translation>
    </message>
    <message>
        <source>This address is not encrypted. Use https://, or say plain_http for this one destination.</source>
        <translation>Diese Adresse ist nicht verschlüsselt. Benutzen Sie https:// oder setzen Sie plain_http für dieses eine Ziel.</translation>
    </message>
    <message>
        <source>A name has at most 60 characters, all of which can be seen.</source>
        <translation>Ein Name hat höchstens 60 Zeichen, alle sichtbar.</translation>
    </message>
    <message>
        <source>This Source cannot be used. %1</source>
        <translation>Diese Source kann nicht benutzt werden. %1</translation>
    </message>
    <message>
        <source>Basic is for DICOMweb servers.</source>
        <translation>Basic ist für DICOMweb-Server.</translation>
    </message>
    <message>
        <source>A cap is a number of megabits per second from 0.1 to 10,000.</source>
        <translation>Eine Grenze ist eine Zahl von 0,1 bis 10.000 Megabit pro Sekunde.</translation>
    </message>
    <message>
        <source>The hours need both night_from and night_to, and two different times.</source>
        <translation>Für die Uhrzeiten sind night_from und night_to nötig, und zwar zwei verschiedene Zeiten.</translation>
    </message>
    <message>
        <source>A time is written as “20:00”.</source>
        <translation>Eine Uhrzeit wird als „20:00“ geschrieben.</translation>
    </message>
    <message>
        <source>A user name needs the address of a proxy.</source>
        <translation>Ein Benutzername braucht die Adresse eines Proxys.</translation>
    </message>
    <message>
        <source>This proxy cannot be used. %1</source>
        <translation>Dieser Proxy kann nicht benutzt werden. %1</translation>
    </message>
    <message>
        <source>A notice of newer versions needs both an address and a public_key.</source>
        <translation>Ein Hinweis auf neuere Versionen braucht sowohl eine Adresse als auch einen public_key.</translation>
    </message>
    <message>
        <source>This address is not encrypted. Use https://.</source>
        <translation>Diese Adresse ist nicht verschlüsselt. Benutzen Sie https://.</translation>
    </message>
    <message>
        <source>A public_key is an Ed25519 key of 32 bytes, written in base64.</source>
        <translation>Ein public_key ist ein Ed25519-Schlüssel von 32 Bytes, in Base64 geschrieben.</translation>
    </message>
    <message>
        <source>a table, beginning with [%1]</source>
        <translation>eine Tabelle, die mit [%1] beginnt</translation>
    </message>
    <message>
        <source>“%1” has to be %2.</source>
        <translation>„%1“ muss sein: %2.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>“%1” has to be a whole path, from the root on.</source>
        <translation>„%1“ muss ein vollständiger Pfad sein, von der Wurzel an.</translation>
    </message>
    <message>
        <source>This word for “%1” is not known.</source>
        <translation>Dieses Wort für „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A language is written as “en” or “de-CH”.</source>
        <translation>Eine Sprache wird als „en“ oder „de-CH“ geschrieben.</translation>
    </message>
    <message>
        <source>There is no setting “%1” here.</source>
        <translation>Hier gibt es keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>an entry</source>
        <translation>ein Eintrag</translation>
    </message>
    <message>
        <source>as a whole</source>
        <translation>im Ganzen</translation>
    </message>
    <message>
        <source>It is far too long for a policy.</source>
        <translation>Sie ist für eine Vorgabe viel zu lang.</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>It is not written in UTF-8.</source>
        <translation>Sie ist nicht in UTF-8 geschrieben.</translation>
    </message>
    <message>
        <source>This is not valid TOML.</source>
        <translation>Das ist kein gültiges TOML.</translation>
    </message>
    <message>
        <source>This is not a valid property list.</source>
        <translation>Das ist keine gültige Property List.</translation>
    </message>
    <message>
        <source>A policy is a dictionary.</source>
        <translation>Eine Vorgabe ist ein Dictionary.</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>its rights</source>
        <translation>die Dateirechte</translation>
    </message>
    <message>
        <source>It has to belong to root, and only root may write it.</source>
        <translation>Sie muss root gehören, und nur root darf sie schreiben.</translation>
    </message>
    <message>
        <source>There is no setting “%1” for a destination.</source>
        <translation>Für ein Ziel gibt es keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>This has to be 0 or 1.</source>
        <translation>Das muss 0 oder 1 sein.</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>Your settings could not be read</source>
        <translation>Ihre Einstellungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The destinations have to be entered again; tokens in this computer’s keyring are still there. The damaged file was kept as {kept}, should your IT want to look at it.</source>
        <translation>Die Ziele müssen neu eingegeben werden; Zugriffstoken im Schlüsselbund dieses Computers sind noch da. Die beschädigte Datei wurde als {kept} aufgehoben, falls Ihre IT sie ansehen möchte.</translation>
    </message>
    <message>
        <source>Start the program again. If it stays so, your IT can see to the rights of the settings file.</source>
        <translation>Starten Sie das Programm noch einmal. Bleibt es dabei, kann Ihre IT die Rechte der Einstellungsdatei prüfen.</translation>
    </message>
    <message>
        <source>Your settings could not be saved</source>
        <translation>Ihre Einstellungen konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The former ones still hold. Make room on this computer’s disk, then try again, or ask your IT.</source>
        <translation>Die bisherigen gelten weiter. Schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal, oder fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The record of the watched folder could not be written</source>
        <translation>Das Protokoll des beobachteten Ordners konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Nothing more is sent from it, so that nothing is sent twice. Make room on this computer’s disk, then start again. If it stays so, ask your IT.</source>
        <translation>Es wird nichts mehr daraus gesendet, damit nichts doppelt gesendet wird. Schaffen Sie Platz auf der Festplatte und starten Sie noch einmal. Bleibt es dabei, fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This folder is being watched already</source>
        <translation>Dieser Ordner wird bereits beobachtet</translation>
    </message>
    <message>
        <source>Nothing was sent. End the other program that watches it, or watch another folder.</source>
        <translation>Es wurde nichts gesendet. Beenden Sie das andere Programm, das ihn beobachtet, oder beobachten Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>left_out</name>
    <message>
        <source>Reason / file</source>
        <translation>Grund / Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Not ticked in the list</source>
        <translation>In der Liste nicht ausgewählt</translation>
    </message>
    <message>
        <source>Its series is not ticked in the list. Ticks hold for whole series.</source>
        <translation>Die Serie ist in der Liste nicht ausgewählt. Häkchen gelten für ganze Serien.</translation>
    </message>
    <message>
        <source>No image is in it. Viewer programs, help pages and the like stay here.</source>
        <translation>Darin ist kein Bild. Betrachtungsprogramme, Hilfeseiten und Ähnliches bleiben hier.</translation>
    </message>
    <message>
        <source>A disc’s table of contents; it serves to check that no image of the disc is missing.</source>
        <translation>Das Inhaltsverzeichnis einer CD; damit wird geprüft, dass kein Bild der CD fehlt.</translation>
    </message>
    <message>
        <source>Nobody can tell any more whose image it is, so the service could not file it. If an image is missing, ask for the disc again.</source>
        <translation>Niemand kann mehr erkennen, wessen Bild es ist, und so könnte der Dienst es nicht ablegen. Fehlt ein Bild, so bitten Sie noch einmal um die CD.</translation>
    </message>
    <message>
        <source>The service files images by these UIDs and could not take this one. If an image is missing, ask for the disc again.</source>
        <translation>Der Dienst legt Bilder nach diesen UIDs ab und könnte dieses nicht annehmen. Fehlt ein Bild, so bitten Sie noch einmal um die CD.</translation>
    </message>
    <message>
        <source>One of these equal files is sent; the others would add nothing.</source>
        <translation>Eine dieser gleichen Dateien wird gesendet; die anderen brächten nichts Neues.</translation>
    </message>
    <message>
        <source>Both files claim to be the same image, so only one of them can be sent.</source>
        <translation>Beide Dateien geben sich als dasselbe Bild aus, deshalb kann nur eine davon gesendet werden.</translation>
    </message>
    <message>
        <source>The disc, the drive or your rights do not allow it. When that is mended, clear the list and add the folder again.</source>
        <translation>Die CD, das Laufwerk oder Ihre Rechte lassen es nicht zu. Ist das behoben, so leeren Sie die Liste und fügen den Ordner noch einmal hinzu.</translation>
    </message>
    <message>
        <source>Perhaps not all of the disc was copied. Add the disc itself, if you have it.</source>
        <translation>Vielleicht wurde nicht die ganze CD kopiert. Fügen Sie die CD selbst hinzu, wenn Sie sie haben.</translation>
    </message>
    <message>
        <source>Your IT wants identifying data to be removed before sending, and from this it cannot be removed.</source>
        <translation>Ihre IT möchte, dass vor dem Senden identifizierende Daten entfernt werden; hieraus lassen sie sich nicht entfernen.</translation>
    </message>
    <message>
        <source>Your IT wants identifying data to be removed before sending, and here that is not certain.</source>
        <translation>Ihre IT möchte, dass vor dem Senden identifizierende Daten entfernt werden; hier ist das nicht sicher.</translation>
    </message>
</context>
<context>
    <name>likeness</name>
    <message>
        <source>The files of one study name several patients: %1 (%2).</source>
        <translation>Die Dateien einer Untersuchung nennen mehrere Patienten: %1 (%2).</translation>
    </message>
    <message>
        <source>The ID %1 belongs to %2.</source>
        <translation>Die ID %1 gehört %2.</translation>
    </message>
    <message>
        <source>no birth date</source>
        <translation>kein Geburtsdatum</translation>
    </message>
    <message>
        <source>%1, born %2, has several IDs: %3.</source>
        <translation>%1, geboren %2, hat mehrere IDs: %3.</translation>
    </message>
    <message>
        <source>%1, born %2, has no ID in several studies: nothing proves that it is one person.</source>
        <translation>%1, geboren %2, hat in mehreren Untersuchungen keine ID: Nichts beweist, dass es eine Person ist.</translation>
    </message>
    <message>
        <source>%1, born %2, has an ID (%3) and stands in the list without one as well.</source>
        <translation>%1, geboren %2, hat eine ID (%3) und steht auch ohne ID in der Liste.</translation>
    </message>
</context>
<context>
    <name>look_at</name>
    <message>
        <source>%1 has no patient ID.</source>
        <translation>%1 hat keine Patienten-ID.</translation>
    </message>
    <message>
        <source>%1 have no patient ID.</source>
        <translation>%1 haben keine Patienten-ID.</translation>
    </message>
    <message>
        <source>Going by the numbers, %2 are missing in %1.</source>
        <translation>Nach den Nummern fehlen %2 in %1.</translation>
    </message>
    <message>
        <source>Going by the numbers, %2 is missing in %1.</source>
        <translation>Nach den Nummern fehlt %2 in %1.</translation>
    </message>
    <message>
        <source>%1 have far fewer images than their own data speak of.</source>
        <translation>%1 haben weit weniger Bilder, als ihre eigenen Daten angeben.</translation>
    </message>
    <message>
        <source>%1 has %2, but its own data speak of %3.</source>
        <translation>%1 hat %2, die eigenen Daten sprechen aber von %3.</translation>
    </message>
    <message>
        <source>%1 is more than a year older than the patient’s newest: %2.</source>
        <translation>%1 ist über ein Jahr älter als die neueste des Patienten: %2.</translation>
    </message>
    <message>
        <source>Unt&amp;ick the old study</source>
        <translation>Alte Untersuchung a&amp;bwählen</translation>
    </message>
    <message>
        <source>%1 are more than a year older than the patient’s newest: %2.</source>
        <translation>%1 sind über ein Jahr älter als die neueste des Patienten: %2.</translation>
    </message>
    <message>
        <source>Unt&amp;ick the %1 old studies</source>
        <translation>Die %1 alten Untersuchungen a&amp;bwählen</translation>
    </message>
    <message>
        <source>%1 was sent before and has arrived: on %2 at %3.</source>
        <translation>%1 wurde früher schon gesendet und ist angekommen: am %2 bei %3.</translation>
    </message>
    <message>
        <source>%1 were sent before and have arrived: on %2 at %3.</source>
        <translation>%1 wurden früher schon gesendet und sind angekommen: am %2 bei %3.</translation>
    </message>
    <message>
        <source>Unt&amp;ick what was sent before</source>
        <translation>Schon Gesendetes a&amp;bwählen</translation>
    </message>
    <message>
        <source>By its own data, text within the pictures of %1 identifies the patient.</source>
        <translation>Nach den eigenen Daten nennt Text in den Bildern von %1 den Patienten.</translation>
    </message>
    <message>
        <source>Unt&amp;ick the series with such text</source>
        <translation>Serien mit solchem Text a&amp;bwählen</translation>
    </message>
    <message>
        <source>%1 holds a file that begins as a program does.</source>
        <translation>%1 enthält eine Datei, die wie ein Programm beginnt.</translation>
    </message>
    <message>
        <source>%1 hold files that begin as a program does.</source>
        <translation>%1 enthalten Dateien, die wie ein Programm beginnen.</translation>
    </message>
</context>
<context>
    <name>receipt_pdf</name>
    <message>
        <source>PRACTICE – nothing left this computer. This is not a receipt of a real upload.</source>
        <translation>ÜBUNG – nichts hat diesen Computer verlassen. Dies ist kein Beleg eines echten Uploads.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>%1 chosen = %2 arrived + %3 missing</source>
        <translation>%1 ausgewählt = %2 angekommen + %3 fehlend</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>%1 found = %2 chosen + %3 not chosen + %4 left out</source>
        <translation>%1 gefunden = %2 ausgewählt + %3 nicht ausgewählt + %4 ausgelassen</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Service’s count</source>
        <translation>Laut Dienst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>And %1 more; the CSV file lists all.</source>
        <translation>Und weitere: %1; die CSV-Datei nennt alle.</translation>
    </message>
    <message>
        <source>Images that have not arrived</source>
        <translation>Nicht angekommene Bilder</translation>
    </message>
    <message>
        <source>Files that were left out</source>
        <translation>Ausgelassene Dateien</translation>
    </message>
    <message>
        <source>In the disc’s index, but not readable or not there</source>
        <translation>Im Inhaltsverzeichnis der Disc, aber nicht lesbar oder nicht vorhanden</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Beleg %1</translation>
    </message>
</context>
<context>
    <name>rivals</name>
    <message>
        <source>Sent now: %1</source>
        <translation>Wird gesendet: %1</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>geändert %1</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>image without a number</source>
        <translation>Bild ohne Nummer</translation>
    </message>
</context>
<context>
    <name>series_tree</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Nicht ausgewählt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Pause bei %1</translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Sent before</source>
        <translation>Schon gesendet</translation>
    </message>
    <message>
        <source>%1 of %2 verified</source>
        <translation>%1 von %2 bestätigt</translation>
    </message>
    <message>
        <source>With a small picture of its middle image</source>
        <translation>Mit einer kleinen Ansicht des mittleren Bildes</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Patient / study / series</source>
        <translation>Patient / Untersuchung / Serie</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Short by %1</source>
        <translation>%1 fehlend</translation>
    </message>
    <message>
        <source>No patient ID</source>
        <translation>Keine Patienten-ID</translation>
    </message>
    <message>
        <source>Several patients</source>
        <translation>Mehrere Patienten</translation>
    </message>
    <message>
        <source>Only %2 of %1</source>
        <translation>Nur %2 von %1</translation>
    </message>
    <message>
        <source>In several studies</source>
        <translation>Mehrfach vorhanden</translation>
    </message>
    <message>
        <source>ID used twice</source>
        <translation>ID doppelt</translation>
    </message>
    <message>
        <source>Name with two IDs</source>
        <translation>Name mit zwei IDs</translation>
    </message>
    <message>
        <source>Files disagree</source>
        <translation>Dateien uneinheitlich</translation>
    </message>
    <message>
        <source>Conflict left out</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>Gap: %1 missing</source>
        <translation>Lücke: %1 fehlend</translation>
    </message>
    <message>
        <source>Old study</source>
        <translation>Alte Untersuchung</translation>
    </message>
    <message>
        <source>Text in pictures</source>
        <translation>Text im Bild</translation>
    </message>
    <message>
        <source>Begins as a program</source>
        <translation>Programmanfang</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>without an ID</source>
        <translation>ohne ID</translation>
    </message>
    <message>
        <source>no birth date</source>
        <translation>kein Geburtsdatum</translation>
    </message>
    <message>
        <source>Sent %1, verified</source>
        <translation>Gesendet %1, bestätigt</translation>
    </message>
    <message>
        <source>Sent %1, %2 of %3</source>
        <translation>Gesendet %1, %2 von %3</translation>
    </message>
    <message>
        <source>Sent on %1 to %2: of %3, %4 arrived</source>
        <translation>Am %1 gesendet (%2): %3, davon %4 angekommen</translation>
    </message>
    <message>
        <source>Sent on %1 to %2: all %3 arrived</source>
        <translation>Am %1 gesendet (%2): alle %3 angekommen</translation>
    </message>
    <message>
        <source>Now there are %1</source>
        <translation>Jetzt sind es %1</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>3D model</source>
        <translation>3D-Modell</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>Schlüsselbilder</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>RT plan</source>
        <translation>RT-Plan</translation>
    </message>
    <message>
        <source>RT contours</source>
        <translation>RT-Konturen</translation>
    </message>
    <message>
        <source>RT record</source>
        <translation>RT-Protokoll</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Raw data</source>
        <translation>Rohdaten</translation>
    </message>
    <message>
        <source>Other object</source>
        <translation>Anderes Objekt</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>no ID</source>
        <translation>keine ID</translation>
    </message>
    <message>
        <source>Study without a description</source>
        <translation>Untersuchung ohne Beschreibung</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>Serie %1</translation>
    </message>
    <message>
        <source>Series without a number</source>
        <translation>Serie ohne Nummer</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>dd.MM.yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>dd.MM.</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>Gestern %1</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch einige Sekunden</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln s left</source>
        <translation>
            <numerusform>noch etwa %Ln s</numerusform>
            <numerusform>noch etwa %Ln s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln min left</source>
        <translation>
            <numerusform>noch etwa %Ln min</numerusform>
            <numerusform>noch etwa %Ln min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln h left</source>
        <translation>
            <numerusform>noch etwa %Ln Std.</numerusform>
            <numerusform>noch etwa %Ln Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>1 series</source>
        <translation>1 Serie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln series</source>
        <translation>
            <numerusform>%Ln Serie</numerusform>
            <numerusform>%Ln Serien</numerusform>
        </translation>
    </message>
    <message>
        <source>1 study</source>
        <translation>1 Untersuchung</translation>
    </message>
    <message numerus="yes">
        <source>%Ln studies</source>
        <translation>
            <numerusform>%Ln Untersuchung</numerusform>
            <numerusform>%Ln Untersuchungen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation>1 Patient</translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients</source>
        <translation>
            <numerusform>%Ln Patient</numerusform>
            <numerusform>%Ln Patienten</numerusform>
        </translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
</context>
</TS>
