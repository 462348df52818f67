/**
 * An API Gateway REST API in this JVM: routes, Lambda authorizer, proxy integration and gateway
 * responses of the template, with API Gateway's mapping of requests and answers.
 */
@NullMarked
package dev.freshet.local.gateway;

import org.jspecify.annotations.NullMarked;
