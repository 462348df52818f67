package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The events and answers of API Gateway's proxy integration, as JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
final class ProxyJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final ObjectReader EVENT = MAPPER.readerFor(APIGatewayProxyRequestEvent.class);
  private static final ObjectWriter ANSWER = MAPPER.writerFor(APIGatewayProxyResponseEvent.class);

  private ProxyJson() {}

  static APIGatewayProxyRequestEvent read(InputStream in) throws IOException {
    return EVENT.readValue(in);
  }

  static void write(APIGatewayProxyResponseEvent answer, OutputStream out) throws IOException {
    ANSWER.writeValue(out, answer);
  }
}
