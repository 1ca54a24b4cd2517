package dev.keapsink.app;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The configuration as a set of environment variables gives it. */
final class TestConfig {

    private TestConfig() {}

    static Config of(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
