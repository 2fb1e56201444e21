using System.Text.Encodings.Web;
using System.Text.Unicode;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CommunityGrains.Web.Parts;

/// <summary>
/// Texts that people write, as HTML: Markdown's paragraphs, headings, lists, quotes, emphasis and links, and
/// nothing else. HTML in them is shown as text. Links lead to other sites or to mail, and lend them no
/// weight; pictures are links, so that no page of ours fetches anything from elsewhere. Whatever is too long,
/// too deep or not understood is shown as it was typed.
/// </summary>
public static class ProseText
{
    /// <summary>Longer than any text that is kept.</summary>
    public const int LengthMax = 20_000;

    /// <summary>Quotes in lists in quotes: beyond this nobody means it.</summary>
    public const int DepthMax = 8;

    /// <summary>A text with more parts than this was made by a machine.</summary>
    public const int PartsMax = 5_000;

    private const int HeadingLast = 6;

    private const string Relation = "nofollow noopener ugc";

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks(new AutoLinkOptions { OpenInNewWindow = false, UseHttpsForWWWLinks = true })
        // Whoever ends a line means it, and most texts here were written as plain ones.
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    /// <summary>The text as HTML that can stand in a page as it is.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="headingsBelow">The level of the heading that the text stands under: its own begin
    /// below.</param>
    public static string Html(string text, int headingsBelow = 2)
    {
        if (text.Length > LengthMax) return Plain(text[..LengthMax]);
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            if (IsTooMuch(document)) return Plain(text);
            foreach (var heading in document.Descendants<HeadingBlock>())
                heading.Level = Math.Min(heading.Level + headingsBelow, HeadingLast);
            foreach (var link in document.Descendants<LinkInline>().ToList()) Mend(link);
            foreach (var link in document.Descendants<AutolinkInline>().ToList()) Mend(link);
            return Render(document);
        }
        catch (ArgumentException)
        {
            // How the library says that a text is nested too deeply.
            return Plain(text);
        }
    }

    private static string Render(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private static string Plain(string text) => $"<p class=\"told\">{Encoder.Encode(text)}</p>\n";

    private static bool IsTooMuch(MarkdownDocument document)
    {
        var parts = 0;
        foreach (var part in document.Descendants())
        {
            if (++parts > PartsMax) return true;
            if (part is Block block && DepthOf(block) > DepthMax) return true;
        }

        return false;
    }

    private static int DepthOf(Block block)
    {
        var depth = 0;
        for (var parent = block.Parent; parent is not null; parent = parent.Parent) depth++;
        return depth;
    }

    // A picture becomes a link with its description; a link that leads nowhere safe becomes its own words.
    private static void Mend(LinkInline link)
    {
        link.IsImage = false;
        if (IsSafe(link.GetDynamicUrl?.Invoke() ?? link.Url))
        {
            link.GetAttributes().AddPropertyIfNotExist("rel", Relation);
            return;
        }

        link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    private static void Mend(AutolinkInline link)
    {
        if (link.IsEmail || IsSafe(link.Url)) link.GetAttributes().AddPropertyIfNotExist("rel", Relation);
        else link.ReplaceBy(new LiteralInline($"<{link.Url}>"));
    }

    // Entities are resolved here already. A name or password in an address makes one site look like another.
    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && Array.Exists(
            Schemes, scheme => address!.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase))
        && (uri.Scheme == Uri.UriSchemeMailto || (uri.UserInfo.Length == 0 && uri.Host.Length > 0));
}
