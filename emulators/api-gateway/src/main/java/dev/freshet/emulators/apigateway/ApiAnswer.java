package dev.freshet.emulators.apigateway;

/** What the client gets. */
record ApiAnswer(int status, Headers headers, Body body) {}
