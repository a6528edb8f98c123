package dev.tributary.http;

import dev.tributary.config.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificate and key of a server, out of their files. */
record Certificates(Tls files) {
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final String PKCS8 = "PRIVATE KEY";
    private static final int CHALLENGE_BYTES = 32;

    /** The kinds of keys that certificates have, and how each signs. */
    private static final List<Kind> KINDS = List.of(
            new Kind("RSA", "SHA256withRSA"), new Kind("EC", "SHA256withECDSA"), new Kind("Ed25519", "Ed25519"));

    private record Kind(String name, String signature) {}

    /** The password of a {@link #keyStore}'s key. */
    char[] password() {
        return files instanceof Tls.Pkcs12 packed ? packed.password().toCharArray() : new char[0];
    }

    /**
     * Reads the files.
     *
     * @throws BadCertificate when they cannot be used
     */
    KeyStore keyStore() {
        try {
            return files instanceof Tls.Pem pem ? read(pem) : read((Tls.Pkcs12) files);
        } catch (IOException unreadable) {
            throw new BadCertificate("http.tls: cannot read " + unreadable.getMessage(), unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new BadCertificate("http.tls: " + files + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyStore read(Tls.Pkcs12 packed) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(
                    new ByteArrayInputStream(Files.readAllBytes(packed.file())),
                    packed.password().toCharArray());
        } catch (java.nio.file.FileSystemException unreadable) {
            throw unreadable;
        } catch (IOException broken) {
            throw new BadCertificate(
                    "http.tls: expected " + packed.file() + " to be PKCS#12 with that password, but came: "
                            + broken.getMessage(),
                    broken);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return store;
            }
        }
        throw new BadCertificate(
                "http.tls: expected " + packed.file() + " to have a key with its certificate, but there is none in it");
    }

    private KeyStore read(Tls.Pem pem) throws IOException, GeneralSecurityException {
        Certificate[] chain = chain(pem.certificate());
        PrivateKey key = key(pem.key());
        if (!belong(key, chain[0].getPublicKey())) {
            throw new BadCertificate(
                    "http.tls: the key " + pem.key() + " is not that of the first certificate of " + pem.certificate());
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password(), chain);
        return store;
    }

    private static Certificate[] chain(Path file) throws IOException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .toArray(new Certificate[0]);
            if (chain.length > 0) {
                return chain;
            }
        } catch (GeneralSecurityException none) {
            throw notPem(file, "CERTIFICATE", none);
        }
        throw notPem(file, "CERTIFICATE", null);
    }

    private static BadCertificate notPem(Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "http.tls: expected " + file + " to be PEM, with -----BEGIN " + what + "-----";
        return cause == null ? new BadCertificate(message) : new BadCertificate(message, cause);
    }

    private static PrivateKey key(Path file) throws IOException {
        Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw notPem(file, PKCS8, null);
        }
        if (!found.group(1).equals(PKCS8)) {
            throw new BadCertificate("http.tls: expected " + file + " to be PKCS#8, not encrypted (-----BEGIN PRIVATE"
                    + " KEY-----), but came -----BEGIN " + found.group(1) + "-----: convert it with `openssl pkcs8"
                    + " -topk8 -nocrypt`");
        }
        byte[] encoded = decoded(file, found.group(2));
        for (Kind kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind.name).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException another) {
                // the next one, perhaps
            }
        }
        throw new BadCertificate("http.tls: expected " + file + " to be a key for RSA, EC or Ed25519");
    }

    private static byte[] decoded(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw notPem(file, PKCS8, broken);
        }
    }

    /** While the files are being replaced, one may be older than the other. */
    private static boolean belong(PrivateKey key, PublicKey other) throws GeneralSecurityException {
        for (Kind kind : KINDS) {
            if (kind.name.equals(key.getAlgorithm())
                    || (kind.name.equals("Ed25519") && key.getAlgorithm().equals("EdDSA"))) {
                return verifies(kind, key, other);
            }
        }
        return false;
    }

    private static boolean verifies(Kind kind, PrivateKey key, PublicKey other) throws GeneralSecurityException {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        new SecureRandom().nextBytes(challenge);
        Signature signing = Signature.getInstance(kind.signature);
        signing.initSign(key);
        signing.update(challenge);
        byte[] signed = signing.sign();
        try {
            Signature checking = Signature.getInstance(kind.signature);
            checking.initVerify(other);
            checking.update(challenge);
            return checking.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    /** Tells one content of the files from another. */
    String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (files instanceof Tls.Pem pem) {
                digest.update(Files.readAllBytes(pem.certificate()));
                digest.update(Files.readAllBytes(pem.key()));
            } else if (files instanceof Tls.Pkcs12 packed) {
                digest.update(Files.readAllBytes(packed.file()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
