package dev.freshet.emulators.apigateway;

/** What the client gets. */
record ApiAnswer(int status, ProxyHeaders headers, ProxyBody body) {}
