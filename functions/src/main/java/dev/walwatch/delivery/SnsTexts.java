package dev.walwatch.delivery;

import tools.jackson.databind.json.JsonMapper;

/**
 * One message in the forms that SNS hands to its kinds of subscriptions.
 *
 * @param mail for people, and for whatever has no form of its own
 * @param sms for telephones
 * @param chat JSON for Amazon Q Developer, which subscribes by https, and for Lambda functions
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS: Publish,
 *     MessageStructure</a>
 */
record SnsTexts(String mail, String sms, String chat) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Returns all forms as one JSON object.
   *
   * @param limitBytes how many bytes of UTF-8 it may have; the chat's form is never cut, as half of
   *     it would be no JSON, and is far shorter
   */
  String json(int limitBytes) {
    int kept = limitBytes;
    while (true) {
      var json = json(SnsText.body(mail, kept));
      if (SnsText.bytes(json) <= limitBytes) {
        return json;
      }
      // how much longer escaping makes it depends on what is cut off, so it is tried out
      kept = kept / 4 * 3;
    }
  }

  private String json(String shownMail) {
    var forms = JSON.createObjectNode();
    forms.put("default", shownMail);
    forms.put("email", shownMail);
    forms.put("sms", sms);
    forms.put("https", chat);
    forms.put("lambda", chat);
    return forms.toString();
  }
}
