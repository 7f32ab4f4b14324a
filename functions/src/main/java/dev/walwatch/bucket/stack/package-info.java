/**
 * What CloudFormation asks of a custom resource and how it wants to be answered: a request that
 * holds an address, and a small JSON document that is put there whatever happens.
 */
@NullMarked
package dev.walwatch.bucket.stack;

import org.jspecify.annotations.NullMarked;
