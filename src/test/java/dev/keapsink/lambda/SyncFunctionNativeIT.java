package dev.keapsink.lambda;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the native function, in a process of its own. */
@QuarkusIntegrationTest
class SyncFunctionNativeIT extends SyncFunctionTest {}
