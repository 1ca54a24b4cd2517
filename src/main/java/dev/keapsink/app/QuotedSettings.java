package dev.keapsink.app;

import dev.keapsink.credential.SecretText;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is wrong in the framework's own settings before the framework does, which would quote it: the name of the
 * function, and secrets in the settings of the log. The framework finds this class by its name in {@code META-INF/services}.
 */
public final class QuotedSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    static final List<String> FUNCTIONS = List.of("sync", "check", "refresh");

    private static final String FUNCTION = "quarkus.funqy.export";

    private static final String LOG = "quarkus.log.";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (found != null && found.getValue() != null) {
            check(name, found.getValue());
        }
        return found;
    }

    private static void check(String name, String value) {
        if (name.equals(FUNCTION) && !FUNCTIONS.contains(value)) {
            String allowed = "sync, check or refresh";
            throw new IllegalArgumentException(Values.CANNOT_START
                    + (SecretText.isIn(value)
                            ? Values.secret(variable(name), allowed)
                            : "%s is %s, but must be %s".formatted(variable(name), Values.shape(value), allowed))
                    + ".");
        }
        if (name.startsWith(LOG) && SecretText.isIn(value)) {
            throw new IllegalArgumentException(
                    Values.CANNOT_START + Values.secret(variable(name), "a setting of the log") + ".");
        }
    }

    /** The environment variable of a property. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
