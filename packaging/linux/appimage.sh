#!/bin/sh
# appimage.sh : the last step to an AppImage, from dist/dicom-courier. Never run by this project: appimagetool and its
# runtime are in none of the registries that it uses. URL and SUM name the tool and its SHA-256.
set -eu
: "${URL:?}" "${SUM:?}"
version=$(python3 -c 'import sys; sys.path.insert(0, "packaging"); import contents; print(contents.version())')
dir=build/DICOM_Courier.AppDir
rm -rf "$dir"
mkdir -p "$dir/usr/lib"
cp -a dist/dicom-courier "$dir/usr/lib/dicom-courier"
cp packaging/linux/dicom-courier.desktop "$dir/"
cp resources/icons/dicom-courier.svg "$dir/"
printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/usr/lib/dicom-courier/dicom-courier" "$@"\n' > "$dir/AppRun"
chmod 755 "$dir/AppRun"
curl -fsSL -o build/appimagetool "$URL"
echo "$SUM  build/appimagetool" | sha256sum -c -
chmod 755 build/appimagetool
build/appimagetool --appimage-extract-and-run "$dir" "dist/dicom-courier-$version-$(uname -m).AppImage"
