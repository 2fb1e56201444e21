using CommunityGrains.Web.Parts;

namespace CommunityGrains.Web.Specs.Voice;

/// <summary>What people write in Markdown, and what some would make of it.</summary>
public sealed class ShowingProse
{
    [Fact]
    public void Paragraphs_lists_and_emphasis_are_shown() =>
        ProseText.Html("Мы **сажаем** сад:\n\n- яблони\n- груши").ShouldBe("""
            <p>Мы <strong>сажаем</strong> сад:</p>
            <ul>
            <li>яблони</li>
            <li>груши</li>
            </ul>

            """);

    [Fact]
    public void A_line_that_ends_ends() => ProseText.Html("один\nдва").ShouldBe("<p>один<br />\nдва</p>\n");

    [Theory]
    [InlineData("# Сад", 2, "<h3>Сад</h3>\n")]
    [InlineData("# Сад", 3, "<h4>Сад</h4>\n")]
    [InlineData("##### Сад", 2, "<h6>Сад</h6>\n")]
    public void Headings_stand_below_the_pages(string text, int below, string html) =>
        ProseText.Html(text, below).ShouldBe(html);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("текст <b onclick=\"alert(1)\">жирный</b>")]
    [InlineData("<div>\n<iframe src=\"https://example.org\"></iframe>\n</div>")]
    [InlineData("<!-- comment -->")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<style>body { display: none }</style>")]
    [InlineData("</div></main><form action=\"https://example.org\">")]
    [InlineData("<?php echo 1 ?>")]
    [InlineData("<![CDATA[ <script>alert(1)</script> ]]>")]
    public void Html_is_shown_as_it_was_typed(string text)
    {
        var html = ProseText.Html(text);
        Tags(html).ShouldBeSubsetOf(["p", "br"], html);
        html.ShouldNotContain("<!");
        html.ShouldNotContain("<?");
    }

    [Theory]
    [InlineData("[сюда](javascript:alert(1))")]
    [InlineData("[сюда](JaVaScRiPt:alert(1))")]
    [InlineData("[сюда](javascript&#58;alert(1))")]
    [InlineData("[сюда](java&#10;script:alert(1))")]
    [InlineData("[сюда](&#1;javascript:alert(1))")]
    [InlineData("[сюда](vbscript:msgbox(1))")]
    [InlineData("[сюда](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[сюда](file:///etc/passwd)")]
    [InlineData("[сюда](//example.org)")]
    [InlineData("[сюда](/sign-out)")]
    [InlineData("[сюда](?status=open)")]
    [InlineData("[сюда](#content)")]
    [InlineData("[сюда](https://bank.example.org@example.org/)")]
    [InlineData("[сюда][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("![сюда](javascript:alert(1))")]
    public void A_link_that_leads_nowhere_safe_is_its_own_words(string text)
    {
        var html = ProseText.Html(text);
        Tags(html).ShouldBe(["p"], html);
        html.ShouldContain("сюда");
    }

    [Theory]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("<ftp://example.org>")]
    public void An_address_in_angle_brackets_is_a_link_only_where_it_is_safe(string text) =>
        Tags(ProseText.Html(text)).ShouldBe(["p"]);

    [Theory]
    [InlineData("[сад](https://example.org/сад)", "https://example.org/%D1%81%D0%B0%D0%B4")]
    [InlineData("https://example.org/a", "https://example.org/a")]
    [InlineData("<https://example.org>", "https://example.org")]
    [InlineData("[почта](mailto:anna@example.org)", "mailto:anna@example.org")]
    [InlineData("<anna@example.org>", "mailto:anna@example.org")]
    [InlineData("www.example.org", "https://www.example.org")]
    public void A_link_elsewhere_lends_no_weight(string text, string address)
    {
        var html = ProseText.Html(text);
        html.ShouldContain($"href=\"{address}\"");
        html.ShouldContain("rel=\"nofollow noopener ugc\"");
        html.ShouldNotContain("target=");
    }

    [Fact]
    public void A_picture_from_elsewhere_is_a_link() =>
        ProseText.Html("![Наш двор](https://example.org/yard.jpg)").ShouldBe(
            "<p><a href=\"https://example.org/yard.jpg\" rel=\"nofollow noopener ugc\">Наш двор</a></p>\n");

    [Fact]
    public void An_attribute_is_not_left_by_a_quote()
    {
        var html = ProseText.Html(
            "[a](https://example.org/\"onmouseover=alert(1) \"x\\\" onclick=\\\"alert(1)\")");
        html.ShouldNotContain("\" onclick");
        html.ShouldNotContain("\"onmouseover");
    }

    [Fact]
    public void Entities_stay_texts() =>
        ProseText.Html("&lt;script&gt; &amp; &#60;b&#62;").ShouldBe(
            "<p>&lt;script&gt; &amp; &lt;b&gt;</p>\n");

    [Theory]
    [InlineData(">", 200)]
    [InlineData("- ", 200)]
    [InlineData("> - ", 100)]
    [InlineData("[", 5_000)]
    [InlineData("*a_ ", 4_000)]
    [InlineData("![", 5_000)]
    [InlineData("`", 9_999)]
    public void What_is_nested_without_end_is_shown_plainly_and_soon(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times)) + "конец";
        var html = ProseText.Html(text);
        html.ShouldContain("конец");
        html.Split("<blockquote>").Length.ShouldBeLessThan(10);
        html.Split("<ul>").Length.ShouldBeLessThan(10);
    }

    [Fact]
    public void More_than_can_be_kept_is_cut()
    {
        var html = ProseText.Html(new string('я', ProseText.LengthMax + 1000));
        html.Length.ShouldBeLessThan(ProseText.LengthMax + 100);
    }

    private static IEnumerable<string> Tags(string html) =>
        System.Text.RegularExpressions.Regex.Matches(html, "<([a-zA-Z]+)").Select(tag => tag.Groups[1].Value)
            .Distinct();
}
