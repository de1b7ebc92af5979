#!/bin/sh
# sign.sh FILE_OR_FOLDER... : signs programs, libraries and installers for Windows, with a time stamp. Runs on Linux, needs
# osslsigncode; on Windows signtool does the same (.github/workflows/release.yml).
#
#   DICOM_COURIER_SIGN_CERT   the certificate chain, PEM
#   DICOM_COURIER_SIGN_KEY    its key: a PEM file, or a pkcs11: URI of a key in hardware
#   DICOM_COURIER_SIGN_TS     the address of a time stamp service (RFC 3161)
#   DICOM_COURIER_SIGN_EXTRA  more arguments for osslsigncode
set -eu
: "${DICOM_COURIER_SIGN_CERT:?}" "${DICOM_COURIER_SIGN_KEY:?}"

sign() {
    osslsigncode sign -h sha256 -certs "$DICOM_COURIER_SIGN_CERT" -key "$DICOM_COURIER_SIGN_KEY" -n 'DICOM Courier' \
        ${DICOM_COURIER_SIGN_TS:+-ts "$DICOM_COURIER_SIGN_TS"} ${DICOM_COURIER_SIGN_EXTRA:-} \
        -in "$1" -out "$1.signed" >/dev/null
    mv "$1.signed" "$1"
}

for given in "$@"; do
    if [ -d "$given" ]; then
        find "$given" -type f \( -name '*.exe' -o -name '*.dll' -o -name '*.pyd' \) | while IFS= read -r file; do
            # what others have signed (Qt, Microsoft's run-time library) keeps its signature
            osslsigncode extract-signature -in "$file" -out /dev/null >/dev/null 2>&1 || sign "$file"
        done
    else
        sign "$given"
    fi
done
