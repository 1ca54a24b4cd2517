package dev.keapsink.tools.common;

import java.nio.file.Path;

/**
 * Names the places of the packaged function and of the commands' files. By default they are in the build's folder of the
 * checkout, for {@code ./run}. The launcher of the tools' zip sets others by system properties. Paths that the operator
 * names are none of these: they start in the folder in which the command was started.
 */
public final class Workspace {
    private static final String HOME = "keapsink.home";
    private static final String FUNCTION = "keapsink.function";
    private static final String FOLDER = "keapsink.work";
    private static final String STARTED_AS = "keapsink.started-as";

    private Workspace() {}

    /** Returns a file or folder of the checkout, such as {@code samples/contacts.ndjson}. */
    public static Path inCheckout(String path) {
        return Path.of(System.getProperty(HOME, "")).resolve(path);
    }

    /** Returns the package of the function, which is also deployed. */
    public static Path function() {
        return place(FUNCTION, "target/function.zip").toAbsolutePath();
    }

    /** Returns the folder for unpacked packages, logs and stack traces; it may not exist yet. */
    public static Path folder() {
        return place(FOLDER, "target/local");
    }

    private static Path place(String property, String byDefault) {
        String named = System.getProperty(property);
        return named == null ? inCheckout(byDefault) : Path.of(named);
    }

    /** Returns a command as the operator starts it, for its help: {@code ./run check} or {@code keap-sink check}. */
    static String startedAs(String command) {
        return System.getProperty(STARTED_AS, "./run") + ' ' + command;
    }
}
