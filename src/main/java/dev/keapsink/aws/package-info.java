/** SQS, Parameter Store and DynamoDB behind the ports that the batch, the credentials and the ledger declare. */
@NullMarked
package dev.keapsink.aws;

import org.jspecify.annotations.NullMarked;
