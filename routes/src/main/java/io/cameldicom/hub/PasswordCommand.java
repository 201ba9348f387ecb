package io.cameldicom.hub;

import io.cameldicom.hub.console.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the line of the file of users that lets somebody sign in to the console. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description = {
            "Asks for a password and prints a line for the console's users,",
            "conf/users.properties: hub password alice --permissions operate >> conf/users.properties"
        })
final class PasswordCommand implements Callable<Integer> {

    private static final int MIN_LENGTH = 10;

    @Parameters(paramLabel = "NAME", description = "The user's name: letters, digits, . _ @ -")
    private String name;

    @Option(
            names = "--permissions",
            paramLabel = "LIST",
            defaultValue = "view",
            description =
                    "view, operate (pause, resume, retry, discard), patients (see names); default: ${DEFAULT-VALUE}")
    private String permissions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException, IOException {
        if (!name.matches("[\\p{Alnum}._@-]{1,64}")) {
            throw new HubException("A name has letters, digits, dots, _, @ and -, at most 64: not '" + name + "'");
        }
        if (!permissions.matches("(view|operate|patients)(,(view|operate|patients))*")) {
            throw new HubException("--permissions: a comma list of view, operate, patients, not '" + permissions + "'");
        }
        char[] password = read();
        if (password.length < MIN_LENGTH) {
            throw new HubException("A password has at least " + MIN_LENGTH + " characters");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(name + "=" + permissions + ";" + PasswordHash.of(password));
        out.flush();
        Arrays.fill(password, '\0');
        return 0;
    }

    /** Asked for at a terminal, else the first line of standard input, for scripts. */
    private static char[] read() throws IOException, HubException {
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in)).readLine();
            return line == null ? new char[0] : line.toCharArray();
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (!Arrays.equals(first, second)) {
            throw new HubException("The two are not the same");
        }
        return first;
    }
}
