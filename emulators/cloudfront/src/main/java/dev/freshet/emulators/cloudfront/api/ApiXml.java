package dev.freshet.emulators.cloudfront.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML of the CloudFront API, version 2020-05-31. */
final class ApiXml {
  private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

  private ApiXml() {}

  /** What a CreateInvalidation asks for. */
  record Batch(String callerReference, List<String> items) {}

  static Batch batch(byte[] body) {
    if (body.length == 0) {
      throw new ApiException(400, "MissingBody", "This operation requires a body.");
    }
    Element root = parse(body).getDocumentElement();
    List<String> items = texts(root, "Path");
    if (!String.valueOf(items.size()).equals(only(root, "Quantity"))) {
      throw new ApiException(
          400, "InconsistentQuantities", "Quantity and the number of Items do not match.");
    }
    return new Batch(only(root, "CallerReference"), items);
  }

  private static Document parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(body));
    } catch (SAXException malformed) {
      throw new ApiException(400, "MalformedXML", "The XML document is malformed.");
    } catch (IOException | ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> texts(Element root, String name) {
    NodeList nodes = root.getElementsByTagNameNS("*", name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static String only(Element root, String name) {
    List<String> texts = texts(root, name);
    if (texts.size() != 1) {
      throw new ApiException(400, "MalformedXML", "There must be one " + name + ".");
    }
    return texts.getFirst().strip();
  }

  static String invalidation(Invalidation invalidation, String status) {
    return document(
        "Invalidation",
        xml -> {
          summary(xml, invalidation, status);
          xml.writeStartElement("InvalidationBatch");
          xml.writeStartElement("Paths");
          element(xml, "Quantity", String.valueOf(invalidation.items().size()));
          xml.writeStartElement("Items");
          for (String item : invalidation.items()) {
            element(xml, "Path", item);
          }
          xml.writeEndElement();
          xml.writeEndElement();
          element(xml, "CallerReference", invalidation.callerReference());
          xml.writeEndElement();
        });
  }

  static String list(InvalidationPage page) {
    return document(
        "InvalidationList",
        xml -> {
          element(xml, "Marker", page.marker());
          if (page.truncated()) {
            element(xml, "NextMarker", page.shown().getLast().id());
          }
          element(xml, "MaxItems", String.valueOf(page.maxItems()));
          element(xml, "IsTruncated", String.valueOf(page.truncated()));
          element(xml, "Quantity", String.valueOf(page.shown().size()));
          xml.writeStartElement("Items");
          for (Invalidation each : page.shown()) {
            xml.writeStartElement("InvalidationSummary");
            summary(xml, each, page.status().apply(each));
            xml.writeEndElement();
          }
          xml.writeEndElement();
        });
  }

  static String error(ApiException refusal, String requestId) {
    return document(
        "ErrorResponse",
        xml -> {
          xml.writeStartElement("Error");
          element(xml, "Type", refusal.status() < 500 ? "Sender" : "Receiver");
          element(xml, "Code", refusal.code());
          element(xml, "Message", String.valueOf(refusal.getMessage()));
          xml.writeEndElement();
          element(xml, "RequestId", requestId);
        });
  }

  private static void summary(XMLStreamWriter xml, Invalidation invalidation, String status)
      throws XMLStreamException {
    element(xml, "Id", invalidation.id());
    element(xml, "Status", status);
    element(xml, "CreateTime", invalidation.created().toString());
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String document(String root, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      xml.writeDefaultNamespace(NAMESPACE);
      content.write(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }
}
