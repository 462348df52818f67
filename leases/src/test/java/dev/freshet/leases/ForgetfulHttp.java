package dev.freshet.leases;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Loses one answer on demand: the request has arrived, and the connection breaks. */
final class ForgetfulHttp implements SdkHttpClient {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

  /** The next answer is lost. This runs before the SDK can notice. */
  void loseNextAnswer(Runnable meanwhile) {
    this.meanwhile.set(meanwhile);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        HttpExecuteResponse answer = prepared.call();
        Runnable lost = meanwhile.getAndSet(null);
        if (lost == null) {
          return answer;
        }
        prepared.abort();
        lost.run();
        throw new IOException("connection reset");
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
