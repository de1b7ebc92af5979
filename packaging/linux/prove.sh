#!/bin/sh
# prove.sh [FILE.deb] [PICTURE.png] : proves the Debian package: installs it with apt in a bare Debian (debootstrap, no
# Python), has it test itself without a screen and on one (Xvfb), opens the window on it with a folder, as a person does, presses
# the button that sends, waits for the receipt, and removes it again without leftovers. Needs root and Debian's packages, about
# 700 MB in the folder of temporary files, and some minutes. On the way it says what it found, and exits with 0 when all is well.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
deb=${1:-$(ls "$here"/../../dist/dicom-courier_*.deb | tail -n 1)}
picture=${2:-}
work=$(mktemp -d)
root=$work/root
failures=0
screen=''

say() { printf '%-8s%s\n' "$1" "$2"; }
check() { what=$1; shift; if "$@" >"$work/said" 2>&1; then say ok "$what"; else say FAILED "$what"; tail -n 15 "$work/said"; failures=$((failures + 1)); fi; }
end() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    for place in proc dev/shm tmp/.X11-unix; do umount -l "$root/$place" 2>/dev/null || true; done
    rm -rf --one-file-system "$work"
}
trap end EXIT

packages='debootstrap xvfb xdotool x11-apps imagemagick openbox'
dpkg-query -W $packages >/dev/null 2>&1 || {
    apt-get -q update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $packages >/dev/null
}
mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null | awk '/^URIs:/{print $2; exit} /^deb /{print $2; exit}')
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/debootstrap" 2>&1 || { tail "$work/debootstrap"; exit 1; }
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/auth.conf; do [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"; done
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" "$root/tmp/.X11-unix"
mount -t tmpfs tmpfs "$root/dev/shm"
cp "$deb" "$root/tmp/p.deb"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/clinic LANG=C.UTF-8 "$@"; }
person() { chroot --userspec=clinic:clinic "$root" env -i PATH=/usr/bin:/bin HOME=/home/clinic USER=clinic LANG=C.UTF-8 "$@"; }
inside useradd --create-home clinic

inside dpkg-query -W -f '${Package}\n' | sort > "$work/packages-before"
(cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var -o -path ./dev \) -prune -o -print | sort) > "$work/files-before"
inside apt-get -q update >/dev/null 2>&1
check 'apt installs it' inside env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends /tmp/p.deb
say info "$(inside dpkg-query -W -f '${Package}\n' | wc -l) packages, $(wc -l < "$work/packages-before") of them were there before; $(inside dpkg-query -W -f '${Installed-Size}' dicom-courier) KiB are the program"
check 'there is no Python on that system' sh -c "! test -e $root/usr/bin/python3"
check 'the command line says its version' person dicom-courier-cli --version
check 'every file of the package is as it was built' inside dpkg --verify dicom-courier
if person dicom-courier-cli --self-test > "$work/self" 2>&1; then say ok 'self-test without a screen:'; else say FAILED 'self-test without a screen:'; failures=$((failures + 1)); fi
sed 's/^/            /' "$work/self"

# A screen of our own, seen from inside by its socket alone.
number=$(( ($$ % 500) + 100 ))
Xvfb ":$number" -screen 0 1440x960x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
tries=0
until [ -S "/tmp/.X11-unix/X$number" ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.1; done
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
export DISPLAY=":$number"
openbox >/dev/null 2>&1 &
if person DISPLAY="$DISPLAY" QT_QPA_PLATFORM=xcb dicom-courier --self-test > "$work/self" 2>&1; then say ok 'self-test on a screen (xcb):'; else say FAILED 'self-test on a screen (xcb):'; failures=$((failures + 1)); fi
sed 's/^/            /' "$work/self"

# As a person: the window with a folder of images, the button that sends, the receipt.
person dicom-courier-cli --self-test /tmp/kept >/dev/null  # leaves its made-up study there
samples=/tmp/kept/data/sample-images
person DISPLAY="$DISPLAY" dicom-courier "$samples" >/dev/null 2>"$work/window" &
window=''
tries=0
until window=$(xdotool search --onlyvisible --name 'DICOM Courier' 2>/dev/null | tail -n 1) && [ -n "$window" ]; do
    tries=$((tries + 1)); [ $tries -lt 300 ] || break; sleep 0.1
done
check 'the window opens with a folder' test -n "$window"
# The button that sends is the lower right corner of the window, once everything has been read.
history() { person dicom-courier-cli history; }
tries=0
until history 2>/dev/null | grep -q verified; do
    tries=$((tries + 1)); [ $tries -lt 20 ] || break
    eval "$(xdotool getwindowgeometry --shell "$window")"
    xdotool mousemove --window "$window" $((WIDTH - 130)) $((HEIGHT - 40)) click 1
    sleep 2
done
history > "$work/history" 2>&1 || true
check 'a press of the button ends with a verified receipt' grep 'verified$' "$work/history"
cat "$work/said"
sleep 1
[ -z "$picture" ] || import -window root "$picture"
xdotool windowclose "$window" 2>/dev/null || true

# The same files under a higher version, as the next release would come.
dpkg-deb -R "$deb" "$work/newer"
sed -i 's/^Version: .*/&+newer/' "$work/newer/DEBIAN/control"
dpkg-deb --root-owner-group -Znone -b "$work/newer" "$root/tmp/newer.deb" >/dev/null
check 'apt upgrades it' inside env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends /tmp/newer.deb
check 'the newer version is installed' sh -c "chroot $root dpkg-query -W -f '\${Version}' dicom-courier | grep -q '+newer'"
history > "$work/history" 2>&1 || true
check 'the record of uploads is still there' grep 'verified$' "$work/history"

check 'apt removes it' inside env DEBIAN_FRONTEND=noninteractive apt-get purge -q -y dicom-courier
inside env DEBIAN_FRONTEND=noninteractive apt-get autoremove -q -y --purge >/dev/null 2>&1
(cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var -o -path ./dev -o -path ./home \) -prune -o -print | sort) > "$work/files-after"
comm -13 "$work/files-before" "$work/files-after" | grep -i courier > "$work/left" || true
check 'nothing of it is left outside the person'\''s own folder' test ! -s "$work/left"
say info "left in the person's folder: $(person sh -c 'cd && find . -path "*dicom-courier*" -maxdepth 4 -type d | tr "\n" " "')"
[ "$failures" -eq 0 ] && echo 'All proven.' || { echo "$failures not proven."; exit 1; }
