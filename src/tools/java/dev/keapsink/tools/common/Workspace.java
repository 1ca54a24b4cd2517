package dev.keapsink.tools.common;

import java.nio.file.Path;

/**
 * Where commands find the packaged function and keep their files. {@code ./run} works on the build's folder; the launcher of
 * the tools' zip says where else, by system properties.
 */
public final class Workspace {
    private static final String FUNCTION = "keapsink.function";
    private static final String FOLDER = "keapsink.work";
    private static final String STARTED_AS = "keapsink.started-as";

    private Workspace() {}

    /** The zip that is deployed. */
    public static Path function() {
        return Path.of(System.getProperty(FUNCTION, "target/function.zip")).toAbsolutePath();
    }

    /** The folder for unpacked packages, logs and stack traces; it may not exist yet. */
    public static Path folder() {
        return Path.of(System.getProperty(FOLDER, "target/local"));
    }

    /** How the person started a command, for its help: {@code ./run check} or {@code keap-sink check}. */
    static String startedAs(String command) {
        return System.getProperty(STARTED_AS, "./run") + ' ' + command;
    }
}
