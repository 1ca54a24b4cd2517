package dev.keapsink.tools.common;

import java.nio.file.Path;

/**
 * Names the places of the packaged function and of the commands' files. By default they are in the build's folder, for
 * {@code ./run}. The launcher of the tools' zip sets others by system properties.
 */
public final class Workspace {
    private static final String FUNCTION = "keapsink.function";
    private static final String FOLDER = "keapsink.work";
    private static final String STARTED_AS = "keapsink.started-as";

    private Workspace() {}

    /** Returns the package of the function, which is also deployed. */
    public static Path function() {
        return Path.of(System.getProperty(FUNCTION, "target/function.zip")).toAbsolutePath();
    }

    /** Returns the folder for unpacked packages, logs and stack traces; it may not exist yet. */
    public static Path folder() {
        return Path.of(System.getProperty(FOLDER, "target/local"));
    }

    /** Returns a command as the operator starts it, for its help: {@code ./run check} or {@code keap-sink check}. */
    static String startedAs(String command) {
        return System.getProperty(STARTED_AS, "./run") + ' ' + command;
    }
}
