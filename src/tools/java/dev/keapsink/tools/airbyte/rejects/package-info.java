/** Where the Airbyte destination stores rejected rows, each with the reason: a folder, or a bucket in S3. */
@NullMarked
package dev.keapsink.tools.airbyte.rejects;

import org.jspecify.annotations.NullMarked;
