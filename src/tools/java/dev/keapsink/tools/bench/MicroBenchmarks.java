package dev.keapsink.tools.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of decoding, mapping and planning, in a JVM with Lambda's options: compiler C1 alone. */
final class MicroBenchmarks {
    private static final String ALL = "dev\\.keapsink\\..*Benchmark\\..*";

    private MicroBenchmarks() {}

    /**
     * Runs all benchmarks and prints their results.
     *
     * @param quick whether each runs for a moment only, to see that it works
     */
    static void run(boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(ALL)
                .forks(1)
                .jvmArgsAppend("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .warmupIterations(quick ? 0 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(quick ? TimeValue.milliseconds(50) : TimeValue.seconds(2));
        new Runner(options.build()).run();
    }
}
