/** The queues on SQS behind the ports that the batch declares. */
@NullMarked
package dev.keapsink.aws;

import org.jspecify.annotations.NullMarked;
