#!/bin/sh
# make_dmg.sh VERSION : signs the app bundle, has Apple notarise it, and puts it into a disc image. Never run by this project so far.
#
#   DICOM_COURIER_SIGN      the name of the Developer ID certificate in the keychain; without it nothing is signed
#   DICOM_COURIER_NOTARY    the name of a notarytool profile in the keychain; without it nothing is notarised
set -eu
version=$1
app='dist/DICOM Courier.app'
image="dist/dicom-courier-$version-$(uname -m).dmg"
here=$(cd "$(dirname "$0")" && pwd)

if [ -n "${DICOM_COURIER_SIGN:-}" ]; then
    # From the inside out, each file with the hardened runtime; --deep would sign what it should not.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) | while IFS= read -r file; do
        if file -b "$file" | grep -q Mach-O; then
            codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
                --sign "$DICOM_COURIER_SIGN" "$file"
        fi
    done
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$DICOM_COURIER_SIGN" "$app"
    codesign --verify --strict --verbose=2 "$app"
fi

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname 'DICOM Courier' -srcfolder "$staging" -ov -format UDZO "$image"

if [ -n "${DICOM_COURIER_SIGN:-}" ]; then codesign --timestamp --sign "$DICOM_COURIER_SIGN" "$image"; fi
if [ -n "${DICOM_COURIER_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$DICOM_COURIER_NOTARY" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
