package dev.keapsink.app;

import dev.keapsink.credential.SecretDetector;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses wrong values in the framework's own variables. The framework would refuse them later, and quote them in the
 * log. Only the framework knows all allowed values, so this class passes only values that any log may hold. The
 * framework finds this class by its name in {@code META-INF/services}.
 */
public final class QuotedSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    static final List<String> FUNCTIONS = List.of("sync", "check", "refresh");

    private static final String FUNCTION = "quarkus.funqy.export";

    private static final String FRAMEWORK = "quarkus.";

    /** The end of the names of configuration sources that hold environment variables. */
    private static final String ENVIRONMENT = "EnvConfigSource";

    /** Settings that accept any text, so that the framework never complains about their values. */
    private static final Pattern TEXT =
            Pattern.compile("quarkus\\.log\\..*(?:\\.format|\\.additional-field\\..*\\.value)");

    /** Log levels and other words of the framework, numbers with a unit, durations, and AWS regions. */
    private static final Pattern HARMLESS = Pattern.compile("(?i)true|false|prod|dev|test"
            + "|all|trace|debug|info|warn|error|fatal|off|finest|finer|fine|config|warning|severe|inherit"
            + "|default|ecs|gcp|detailed|formatted|detailed-and-formatted|string|int|long"
            + "|-?\\d{1,9}(?:ms|[smhdkgt])?|PT?[\\d.]{1,9}[dhms]"
            + "|[a-z]{2,4}(?:-[a-z]{3,9}){1,2}-\\d");

    /** A reference to another setting. The framework would quote the other setting's value under this one's name. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(quarkus\\.[\\w.\\-\"]+)");

    private static final String ALLOWED =
            "a level of the log, true, false, a number, a duration or the address of a service";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (found != null && found.getValue() != null) {
            if (name.equals(FUNCTION)) {
                check(name, found.getValue(), FUNCTIONS.contains(found.getValue()), "sync, check or refresh");
            } else if (name.startsWith(FRAMEWORK) && isVariable(found)) {
                check(name, found.getValue(), isHarmless(name, found.getValue()), ALLOWED);
            } else if (name.startsWith(FRAMEWORK) && found.getRawValue() != null) {
                REFERENCE.matcher(found.getRawValue()).results().forEach(other -> getValue(context, other.group(1)));
            }
        }
        return found;
    }

    private static boolean isVariable(ConfigValue found) {
        return String.valueOf(found.getConfigSourceName()).contains(ENVIRONMENT);
    }

    private static boolean isHarmless(String name, String value) {
        return !SecretDetector.isIn(value)
                && (HARMLESS.matcher(value).matches() || TEXT.matcher(name).matches() || isAddress(value));
    }

    private static boolean isAddress(String value) {
        try {
            return Allowed.address(value).getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Refuses a value that is not allowed.
     *
     * @param allowed completes "must be …"
     * @throws IllegalArgumentException with a complaint that repeats nothing of the value
     */
    private static void check(String name, String value, boolean isAllowed, String allowed) {
        if (!isAllowed) {
            String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
            throw new IllegalArgumentException(SettingReader.CANNOT_START
                    + (SecretDetector.isIn(value)
                            ? SettingReader.secret(variable, allowed)
                            : SettingReader.wrong(variable, value, allowed))
                    + ".");
        }
    }
}
