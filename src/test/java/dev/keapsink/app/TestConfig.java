package dev.keapsink.app;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration as a set of environment variables gives it. */
final class TestConfig {

    private TestConfig() {}

    static SinkConfig of(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(SinkConfig.class)
                .withMappingIgnore("keap-sink.**")
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(SinkConfig.class);
    }
}
