#!/bin/sh
# prove.sh [FOLDER] : proves the Windows installer on Linux, under wine, with a stand-in for the frozen program: signing
# with a time stamp, silent install with properties, registry, shortcut, upgrade, refused downgrade, removal without leftovers.
# What it can not prove: the frozen Windows program itself, which only Windows can build and run.
#
# As root on Debian it installs what it needs. FOLDER keeps the installers; else they are thrown away.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'WINEPREFIX="$work/wine" wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
failures=0

say() { printf '%-8s%s\n' "$1" "$2"; }
check() { # check WHAT COMMAND... : the command has to succeed
    what=$1; shift
    if "$@" >/dev/null 2>&1; then say ok "$what"; else say FAILED "$what"; failures=$((failures + 1)); fi
}
refuse() { what=$1; shift; if "$@" >/dev/null 2>&1; then say FAILED "$what"; failures=$((failures + 1)); else say ok "$what"; fi; }

packages='wixl msitools osslsigncode openssl wine wine64 xvfb xauth'
dpkg-query -W $packages >/dev/null 2>&1 || {
    apt-get -q update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $packages >/dev/null
}
python3 "$project/packaging/build.py" icons >/dev/null
icon=$project/build/icons/dicom-courier.ico

# A stand-in: programs of wine's own, which really start, and a few files below, as a frozen program has them.
stand_in() {
    mkdir -p "$work/$1/_internal/PySide6/plugins/platforms" "$work/$1/_internal/resources"
    source=$(dirname "$(find /usr/lib -path '*x86_64-windows/hostname.exe' | head -n 1)")
    cp "$source/hostname.exe" "$work/$1/dicom-courier.exe"
    cp "$source/whoami.exe" "$work/$1/dicom-courier-cli.exe"
    printf '%s' "$1" > "$work/$1/_internal/resources/version.txt"
    cp "$source/notepad.exe" "$work/$1/_internal/PySide6/plugins/platforms/qwindows.dll"
}
stand_in 0.1.0
stand_in 0.2.0
printf gone > "$work/0.1.0/_internal/only-in-the-old-one.txt"

# A certificate and a time stamp authority that are thrown away.
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout sign.key -out sign.pem -days 2 -subj '/CN=Throw-away signing' \
    -addext extendedKeyUsage=codeSigning 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 -subj '/CN=Throw-away time stamps' \
    -addext extendedKeyUsage=critical,timeStamping 2>/dev/null
export DICOM_COURIER_SIGN_CERT="$work/sign.pem" DICOM_COURIER_SIGN_KEY="$work/sign.key"
export DICOM_COURIER_SIGN_EXTRA="-TSA-certs $work/tsa.pem -TSA-key $work/tsa.key"
for version in 0.1.0 0.2.0; do
    sh "$here/sign.sh" "$work/$version"
    python3 "$here/installer.py" "$work/$version" "$icon" "$version" "$work/out" >/dev/null
done
old=$work/out/dicom-courier-0.1.0-x64.msi
new=$work/out/dicom-courier-0.2.0-x64.msi
verify() { osslsigncode verify -CAfile sign.pem -TSA-CAfile tsa.pem -in "$1" > verify.txt 2>&1; }
check 'the installer is signed' verify "$old"
check '… with a time stamp' grep -qi 'timestamp.*verified\|Timestamp Server Signature verification: ok' verify.txt
check 'the program in it is signed' verify "$work/0.1.0/dicom-courier.exe"

export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
xvfb=''
[ -n "${DISPLAY:-}" ] || xvfb='xvfb-run -a'
run() { $xvfb wine "$@" 2>/dev/null; }
home="$WINEPREFIX/drive_c/Program Files/DICOM Courier"
policy='HKLM\Software\Policies\DICOM Courier'
value() { run reg query "$1" ${2:+/v "$2"} | tr -d '\r' | grep -qF "$3"; }
$xvfb wineboot -i >/dev/null 2>&1
run reg add 'HKLM\Software\Classes\.dcm' /ve /d 'Other.Viewer' /f >/dev/null

check 'silent install with properties' run msiexec /i "$old" /qn BASEURL=https://upload.example.org/api 'SOURCE=clinic 7' 'NAME=City Radiology'
check 'both programs and what belongs to them are there' test -f "$home/dicom-courier.exe" -a -f "$home/dicom-courier-cli.exe" -a -f "$home/_internal/resources/version.txt"
check 'the program starts from where it was put' run "$home/dicom-courier.exe"
check 'BASEURL stands in the policy' value "$policy" BaseUrl https://upload.example.org/api
check 'SOURCE stands in the policy' value "$policy" Source 'clinic 7'
check 'NAME stands in the policy' value "$policy" Name 'City Radiology'
check 'a shortcut is in the Start menu' sh -c 'find "$WINEPREFIX/drive_c" -name "DICOM Courier.lnk" | grep -q "Start Menu"'
check '“Open with” knows the program' value 'HKLM\Software\Classes\Applications\dicom-courier.exe\shell\open\command' '' 'dicom-courier.exe" "%1"'
check '“Open with” is offered for .dcm' value 'HKLM\Software\Classes\.dcm\OpenWithProgids' '' DICOMCourier.Image
check '… and what opened .dcm before still does' value 'HKLM\Software\Classes\.dcm' '' Other.Viewer
source_key='HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\DICOM Courier'
check 'the Event Log knows the source of the audit trail' value "$source_key" EventMessageFile 'C:\windows\system32\EventCreate.exe'
check '… for information, warnings and errors' value "$source_key" TypesSupported 0x7
check 'it is listed under installed programs' sh -c 'wine reg query "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall" /s 2>/dev/null | grep -q "DICOM Courier"'

check 'upgrade without properties' run msiexec /i "$new" /qn
check 'the new version is there' grep -q 0.2.0 "$home/_internal/resources/version.txt"
check 'a file that only the old one had is gone' test ! -e "$home/_internal/only-in-the-old-one.txt"
check 'BASEURL has survived the upgrade' value "$policy" BaseUrl https://upload.example.org/api
check 'SOURCE has survived the upgrade' value "$policy" Source 'clinic 7'
check 'NAME has survived the upgrade' value "$policy" Name 'City Radiology'
listed() { run reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall' /s | grep -c 'DisplayName.*DICOM Courier'; }
check 'it is listed once' test "$(listed)" = 1

refuse 'a downgrade is refused' run msiexec /i "$old" /qn
check 'the new version is still there' grep -q 0.2.0 "$home/_internal/resources/version.txt"

check 'silent removal' run msiexec /x "$new" /qn
check 'no file is left' test ! -e "$home"
check 'no shortcut is left' sh -c '! find "$WINEPREFIX/drive_c" -name "DICOM Courier.lnk" | grep -q .'
refuse 'no policy is left' run reg query "$policy"
refuse 'no “Open with” is left' run reg query 'HKLM\Software\Classes\Applications\dicom-courier.exe'
refuse 'no source of the Event Log is left' run reg query "$source_key"
check 'what opened .dcm before still does' value 'HKLM\Software\Classes\.dcm' '' Other.Viewer

if [ -n "${1:-}" ]; then mkdir -p "$1"; cp "$work"/out/*.msi "$1"; fi
[ "$failures" -eq 0 ] && echo 'All proven.' || { echo "$failures not proven."; exit 1; }
