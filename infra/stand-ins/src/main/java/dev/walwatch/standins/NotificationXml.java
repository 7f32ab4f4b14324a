package dev.walwatch.standins;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A bucket's notification configuration in S3's XML, with all that is in it, known here or not.
 *
 * @param document changed by nobody
 */
record NotificationXml(Document document) {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /** What one entry says. */
  record Rule(String id, String destination, List<String> events, String prefix, String suffix) {

    /** S3 refuses two of which both would tell of the same event of one object. */
    boolean overlaps(Rule other) {
      return (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
          && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix))
          && events.stream().anyMatch(one -> other.events.stream().anyMatch(it -> same(one, it)));
    }

    private static boolean same(String one, String other) {
      return one.equals(other) || begins(one, other) || begins(other, one);
    }

    private static boolean begins(String all, String one) {
      return all.endsWith(":*") && one.startsWith(all.substring(0, all.length() - 1));
    }
  }

  static NotificationXml empty() {
    return parse("<NotificationConfiguration xmlns=\"" + NAMESPACE + "\"/>");
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if it is no XML
   */
  static NotificationXml parse(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(NO_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      // the one by default prints what it throws as well
      builder.setErrorHandler(null);
      return new NotificationXml(builder.parse(new InputSource(new StringReader(xml))));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
    }
  }

  List<Rule> rules() {
    return entries()
        .map(
            it ->
                new Rule(
                    text(it, "Id"),
                    destination(it),
                    texts(it, "Event"),
                    filter(it, "prefix"),
                    filter(it, "suffix")))
        .toList();
  }

  /**
   * Returns it as S3 gives it back: with an id for each entry, its events in another order, and the
   * names of filters with a capital letter.
   */
  NotificationXml asStored() {
    var stored = parse(text());
    stored.entries().forEach(NotificationXml::normalize);
    return stored;
  }

  private static void normalize(Element entry) {
    var document = entry.getOwnerDocument();
    if (text(entry, "Id").isEmpty()) {
      var id = document.createElementNS(NAMESPACE, "Id");
      id.setTextContent(UUID.randomUUID().toString());
      entry.insertBefore(id, entry.getFirstChild());
    }
    for (var event : children(entry, "Event").toList().reversed()) {
      entry.appendChild(event);
    }
    descendants(entry, "Name")
        .forEach(
            name -> {
              String word = name.getTextContent();
              name.setTextContent(
                  word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            });
  }

  String text() {
    try {
      var text = new StringWriter();
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<Element> entries() {
    return elements(document.getDocumentElement())
        .filter(it -> !it.getLocalName().equals("EventBridgeConfiguration"));
  }

  private static String destination(Element entry) {
    return Stream.of("Queue", "Topic", "CloudFunction")
        .map(name -> text(entry, name))
        .filter(arn -> !arn.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String filter(Element entry, String name) {
    return descendants(entry, "FilterRule")
        .filter(rule -> text(rule, "Name").equalsIgnoreCase(name))
        .map(rule -> text(rule, "Value"))
        .findFirst()
        .orElse("");
  }

  private static String text(Element parent, String name) {
    return children(parent, name).map(Node::getTextContent).findFirst().orElse("");
  }

  private static List<String> texts(Element parent, String name) {
    return children(parent, name).map(Node::getTextContent).toList();
  }

  private static Stream<Element> children(Element parent, String name) {
    return elements(parent).filter(it -> name.equals(it.getLocalName()));
  }

  private static Stream<Element> descendants(Element parent, String name) {
    return elements(parent)
        .flatMap(
            it ->
                Stream.concat(
                    name.equals(it.getLocalName()) ? Stream.of(it) : Stream.of(),
                    descendants(it, name)));
  }

  private static Stream<Element> elements(Element parent) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList()
        .stream();
  }
}
