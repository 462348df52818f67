package dev.freshet.local.gateway;

/** What the client gets. */
record ApiAnswer(int status, Headers headers, Body body) {}
