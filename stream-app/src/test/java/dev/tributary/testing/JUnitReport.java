package dev.tributary.testing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as the XML that build servers read. */
public final class JUnitReport {
    private static final double NANOS = 1e9;

    private JUnitReport() {}

    /** A report of one suite, with a test for each case file. */
    public static void write(Path file, String suite, CaseResults results) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", text(suite));
            xml.writeAttribute("tests", Integer.toString(results.cases().size()));
            xml.writeAttribute("failures", Long.toString(results.failed()));
            xml.writeAttribute(
                    "time",
                    seconds(results.cases().stream().map(CaseResult::time).reduce(Duration.ZERO, Duration::plus)));
            for (CaseResult each : results.cases()) {
                write(xml, suite, each);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write the report " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(XMLStreamWriter xml, String suite, CaseResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", text(suite));
        xml.writeAttribute("name", text(String.valueOf(result.file().getFileName())));
        xml.writeAttribute("time", seconds(result.time()));
        if (!result.passed()) {
            List<String> failures = result.failures();
            xml.writeStartElement("failure");
            xml.writeAttribute(
                    "message", text(failures.get(0).lines().findFirst().orElse("")));
            xml.writeCharacters(text(String.join("\n\n", failures)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / NANOS);
    }

    /** XML has no way at all to write most control characters. */
    private static String text(String any) {
        return any.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
