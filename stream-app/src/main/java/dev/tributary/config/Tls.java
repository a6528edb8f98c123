package dev.tributary.config;

import java.nio.file.Path;

/** Where a server's certificate and private key are. */
public sealed interface Tls {

    /**
     * Two files of PEM text.
     *
     * @param certificate the server's, then those between it and a root
     * @param key PKCS#8, not encrypted
     */
    record Pem(Path certificate, Path key) implements Tls {}

    /** One file in the form PKCS#12, with its password. */
    record Pkcs12(Path file, String password) implements Tls {
        /** Without the password. */
        @Override
        public String toString() {
            return "Pkcs12[" + file + "]";
        }
    }
}
