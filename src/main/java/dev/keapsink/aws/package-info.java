/** SQS, Parameter Store and DynamoDB behind the interfaces of the packages outcome, check, credential and ledger. */
@NullMarked
package dev.keapsink.aws;

import org.jspecify.annotations.NullMarked;
