package dev.keapsink.keap;

/** Makes the REST interfaces of the features, so that they can be served by HTTP or by a twin in memory. */
@FunctionalInterface
public interface KeapApis {

    /** An implementation of a REST interface whose methods answer with the reply whatever its status. */
    <T> T create(Class<T> api);
}
