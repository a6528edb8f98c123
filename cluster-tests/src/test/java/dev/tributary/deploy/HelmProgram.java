package dev.tributary.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Helm, as far as the tests need it: {@code lint CHART}, and {@code install NAME CHART} with {@code -f}, {@code --set} and
 * {@code --set-file}, which tells what would be installed. Commands and answers are lines of JSON, until there are no more.
 *
 * <p>A program of its own, because Helm's library takes a JVM's signals: after its first call, SIGTERM ends nothing any more.
 */
final class HelmProgram {
    private static final int FAILURE = 1;
    /** What the chart asks for at least; the library takes it that the cluster is older. */
    private static final String KUBERNETES = "1.27";

    private static final ObjectMapper JSON = new ObjectMapper();

    private HelmProgram() {}

    public static void main(String[] none) throws IOException {
        // its machine code is on the class path, or it is not to be had
        System.setProperty("com.marcnuri.jkube-helm.skipRemoteJar", "true");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(answer(JSON.readValue(line, String[].class)));
        }
    }

    private static String answer(String[] command) throws JsonProcessingException {
        ProgramRun run;
        try {
            run = command[0].equals("lint") ? lint(Path.of(command[1])) : install(command);
        } catch (IllegalStateException refused) {
            run = new ProgramRun(FAILURE, "", String.valueOf(refused.getMessage()));
        }
        return JSON.writeValueAsString(run);
    }

    private static ProgramRun lint(Path chart) {
        LintResult result = new Helm(chart).lint().strict().call();
        return new ProgramRun(result.isFailed() ? FAILURE : 0, String.join("\n", result.getMessages()), "");
    }

    private static ProgramRun install(String[] command) {
        TemplateCommand template = new Helm(Path.of(command[2]))
                .template()
                .withName(command[1])
                .withNamespace("default")
                .withKubeVersion(KUBERNETES);
        String[] options = Arrays.copyOfRange(command, 3, command.length);
        for (int i = 0; i < options.length; i += 2) {
            option(template, options[i], options[i + 1]);
        }
        return new ProgramRun(0, template.call(), "");
    }

    private static void option(TemplateCommand template, String option, String argument) {
        int equals = argument.indexOf('=');
        switch (option) {
            case "-f" -> template.withValuesFile(Path.of(argument));
            case "--set" -> template.set(argument.substring(0, equals), argument.substring(equals + 1));
            case "--set-file" ->
                template.setFile(argument.substring(0, equals), Path.of(argument.substring(equals + 1)));
            default -> throw new IllegalStateException("expected -f, --set or --set-file, but came `" + option + "`");
        }
    }
}
