import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/**
 * Validates every part of Word files by the schemas of ECMA-376-4 (transitional) and ECMA-376-2 that Apache POI ships, read by the
 * validator of the JDK, after doing what ECMA-376-3 asks of a consumer; and opens each file as a package by POI's own rules. Files are
 * named on standard input, one a line. Prints what is wrong, by file and part; exits with 1 if something is.
 */
public final class CheckSchema {
  private static final String FOLDER = "/org/apache/poi/schemas/ooxml/src/";
  private static final String[] SCHEMAS = {
    "wml", "dml-picture", "dml-wordprocessingDrawing", "opc-relationships", "shared-documentPropertiesExtended", "shared-documentPropertiesCustom",
  };
  private static final String COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";
  private static final String CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
  private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
  /** Shapes as Word writes them, and as the standard has taken them up since, alike but for their namespace. */
  private static final String SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
  private static final String STANDARD_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
  /** What the schemas import without saying from where. */
  private static final String XML =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='http://www.w3.org/XML/1998/namespace'>"
      + "<xs:attribute name='space'><xs:simpleType><xs:restriction base='xs:NCName'><xs:enumeration value='default'/>"
      + "<xs:enumeration value='preserve'/></xs:restriction></xs:simpleType></xs:attribute>"
      + "<xs:attribute name='lang' type='xs:language'/></xs:schema>";

  private static final List<String> faults = new ArrayList<>();
  private static int parts = 0;

  public static void main(String[] arguments) throws Exception {
    Validator validator = schema().newValidator();
    List<String> files = new String(System.in.readAllBytes(), "UTF-8").lines().filter(line -> !line.isEmpty()).toList();
    for (String file : files) {
      try (ZipFile zip = new ZipFile(file)) {
        for (ZipEntry entry : zip.stream().toList()) {
          if (!entry.getName().endsWith(".xml") && !entry.getName().endsWith(".rels")) continue;
          parts++;
          try (InputStream stream = zip.getInputStream(entry)) {
            check(file + "\t" + entry.getName(), stream.readAllBytes(), validator);
          }
        }
      }
      open(file);
    }
    faults.forEach(System.out::println);
    System.err.printf("%d files, %d parts, %d faults%n", files.size(), parts, faults.size());
    System.exit(faults.isEmpty() && parts > 0 ? 0 : 1);
  }

  private static Schema schema() throws Exception {
    DOMImplementationLS loader = (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
      LSInput input = loader.createLSInput();
      if (XMLConstants.XML_NS_URI.equals(namespace)) {
        input.setCharacterStream(new StringReader(XML));
        input.setSystemId("xml.xsd");
        return input;
      }
      String name = systemId.substring(systemId.lastIndexOf('/') + 1);
      input.setByteStream(CheckSchema.class.getResourceAsStream(FOLDER + name));
      input.setSystemId(name);
      return input;
    });
    List<Source> sources = new ArrayList<>();
    for (String name : SCHEMAS) sources.add(new StreamSource(CheckSchema.class.getResourceAsStream(FOLDER + name + ".xsd"), name + ".xsd"));
    return factory.newSchema(sources.toArray(new Source[0]));
  }

  private static void check(String name, byte[] bytes, Validator validator) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document;
    try {
      document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    } catch (org.xml.sax.SAXException broken) {
      faults.add(name + "\t" + broken.getMessage());
      return;
    }
    consume(document.getDocumentElement(), new HashSet<>(), name);
    String namespace = document.getDocumentElement().getNamespaceURI();
    // POI has no schema of these; it reads both when it opens the package.
    if (CORE.equals(namespace) || TYPES.equals(namespace)) return;
    validator.setErrorHandler(new ErrorHandler() {
      @Override public void warning(SAXParseException fault) { error(fault); }
      @Override public void error(SAXParseException fault) { faults.add(name + "\t" + fault.getMessage()); }
      @Override public void fatalError(SAXParseException fault) { error(fault); }
    });
    validator.validate(new DOMSource(document));
  }

  /** Leaves out what a consumer that knows only the standard ignores (ECMA-376-3, 9.2); every prefix it is told to ignore must be declared (7.2). */
  private static void consume(Element element, Set<String> ignored, String name) {
    Set<String> here = new HashSet<>(ignored);
    for (String prefix : element.getAttributeNS(COMPATIBILITY, "Ignorable").trim().split("\\s+")) {
      if (prefix.isEmpty()) continue;
      String namespace = element.lookupNamespaceURI(prefix);
      if (namespace == null) faults.add(name + "\tmc:Ignorable names " + prefix + ", which is not declared");
      else here.add(namespace);
    }
    for (int index = element.getAttributes().getLength() - 1; index >= 0; index--) {
      Attr attribute = (Attr) element.getAttributes().item(index);
      String namespace = attribute.getNamespaceURI();
      if (here.contains(namespace) || (COMPATIBILITY.equals(namespace) && attribute.getLocalName().equals("Ignorable"))) element.removeAttributeNode(attribute);
    }
    for (Node child = element.getFirstChild(), next; child != null; child = next) {
      next = child.getNextSibling();
      if (!(child instanceof Element inner)) continue;
      if (here.contains(inner.getNamespaceURI())) element.removeChild(inner);
      else consume(inner, here, name);
    }
    if (SHAPES.equals(element.getNamespaceURI())) element.getOwnerDocument().renameNode(element, STANDARD_SHAPES, element.getLocalName());
  }

  /** POI refuses names, content types, relations and core properties that break the rules of packages (ECMA-376-2). */
  private static void open(String file) {
    try (OPCPackage opened = OPCPackage.open(file, PackageAccess.READ)) {
      opened.getPackageProperties().getTitleProperty();
      for (PackagePart part : opened.getParts()) {
        if (!part.isRelationshipPart()) part.getRelationships();
      }
    } catch (Exception refused) {
      faults.add(file + "\t\t" + refused.getMessage());
    }
  }
}
