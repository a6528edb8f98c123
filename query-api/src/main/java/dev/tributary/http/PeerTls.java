package dev.tributary.http;

import dev.tributary.config.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The client's side of TLS between instances: whose certificates it takes. Each must have the name that it is asked by. */
final class PeerTls {
    private PeerTls() {}

    /**
     * Trusts an authority alone; without one, those that Java trusts, and the certificates of this instance.
     *
     * @throws BadCertificate when the files cannot be used
     */
    static SslContextFactory.Client of(Tls own, Optional<Path> authority) {
        List<Certificate> trusted = new ArrayList<>();
        if (authority.isPresent()) {
            trusted.addAll(read(authority.get()));
        } else {
            trusted.addAll(ofThisInstance(own));
            trusted.addAll(ofJava());
        }
        SslContextFactory.Client client = new SslContextFactory.Client();
        client.setTrustStore(store(trusted));
        return client;
    }

    private static Collection<? extends Certificate> read(Path authority) {
        try (var in = Files.newInputStream(authority)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException unreadable) {
            throw new BadCertificate("http.cluster_authority: cannot read " + unreadable.getMessage(), unreadable);
        } catch (GeneralSecurityException other) {
            throw notPem(authority, other);
        }
        throw new BadCertificate(words(authority));
    }

    private static BadCertificate notPem(Path authority, Throwable cause) {
        return new BadCertificate(words(authority), cause);
    }

    private static String words(Path authority) {
        return "http.cluster_authority: expected " + authority + " to be PEM, with -----BEGIN CERTIFICATE-----";
    }

    private static List<Certificate> ofThisInstance(Tls own) {
        try {
            KeyStore store = new Certificates(own).keyStore();
            List<Certificate> chain = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] found = store.getCertificateChain(alias);
                chain.addAll(found == null ? List.of() : List.of(found));
            }
            return chain;
        } catch (GeneralSecurityException unusable) {
            throw new BadCertificate("http.tls: " + own + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static List<X509Certificate> ofJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> issuers = new ArrayList<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    issuers.addAll(Arrays.asList(known.getAcceptedIssuers()));
                }
            }
            return issuers;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every Java has a trust store", none);
        }
    }

    private static KeyStore store(List<Certificate> trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("trusted-" + i, trusted.get(i));
            }
            return store;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("an empty key store cannot be made", impossible);
        }
    }
}
