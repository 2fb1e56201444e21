using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Notices;

/// <summary>
/// Puts letters in words: one list of lines, written once as plain text and once as simple HTML without
/// pictures, styles from elsewhere or anything that tells who read it.
/// </summary>
/// <param name="registry">For names of communities and initiatives; people are named in no letter.</param>
/// <param name="usual">The language of whoever has chosen none.</param>
public sealed class LetterWriter(IRegistry registry, Language usual) : ILetterWriter
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A line of a letter: words, and perhaps where they lead.</summary>
    private sealed record Line(string Text, Uri? Address = null, bool IsButton = false);

    public async Task<LetterText> WriteAsync(LetterOrder order, CancellationToken cancel)
    {
        var words = new Words(NoticePages.LanguageOf(order.Language) ?? usual);
        var say = words.Texts.Notices.Letter;
        var (subject, lines) = order.Question is { } question
            ? Question(order, question, words)
            : await NewsAsync(order, words, cancel);
        lines.Insert(0, new Line(say.Greeting));
        var why = order.Question is null ? say.Why : say.WhyHead;
        var stop = new Line(say.Stop, new Uri(order.Site, words.Language.Prefix() + order.Stop));
        return new LetterText(
            subject, Plain(lines, why, stop), Marked(words, subject, lines, why, stop));
    }

    private static (string Subject, List<Line> Lines) Question(
        LetterOrder order, LetterQuestion question, Words words)
    {
        var say = words.Texts.Notices.Letter;
        var page = new Uri(order.Site, $"{words.Language.Prefix()}/communities/{question.Community}");
        var lines = new List<Line> { new(say.Question(question.Name, words.Date(question.AskedOn))) };
        if (question.Answer is { } answer)
        {
            lines.Add(new Line(say.QuestionAnswer));
            lines.Add(AnswerLine(order, words, answer));
        }

        lines.Add(new Line(say.QuestionElse));
        lines.Add(new Line(say.QuestionOpen, page));
        return (say.QuestionSubject(question.Name), lines);
    }

    private static Line AnswerLine(LetterOrder order, Words words, string answer) => new(
        words.Texts.Notices.Letter.QuestionYes, new Uri(order.Site, words.Language.Prefix() + answer),
        IsButton: true);

    private async Task<(string Subject, List<Line> Lines)> NewsAsync(
        LetterOrder order, Words words, CancellationToken cancel)
    {
        var say = words.Texts.Notices.Letter;
        var told = await NoticeTeller.TellAsync(registry, words, order.Notices, cancel);
        var lines = new List<Line>();
        foreach (var one in told)
        {
            lines.Add(new Line(
                one.Detail is null ? one.Text : $"{one.Text} ({one.Detail})",
                new Uri(order.Site, one.Address)));
            if (order.Answers.TryGetValue(one.Notice.Id, out var answer))
                lines.Add(AnswerLine(order, words, answer));
        }

        if (order.More > 0)
        {
            lines.Add(new Line(
                say.More(order.More), new Uri(order.Site, $"{words.Language.Prefix()}/notices")));
        }

        return (told.Count == 1 ? told[0].Text : say.ManySubject(told.Count + order.More), lines);
    }

    private static string Plain(List<Line> lines, string why, Line stop)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line.Text).Append("\r\n");
            if (line.Address is not null) text.Append(line.Address).Append("\r\n");
            text.Append("\r\n");
        }

        return text.Append("-- \r\n").Append(why).Append("\r\n")
            .Append(stop.Text).Append(":\r\n").Append(stop.Address).Append("\r\n").ToString();
    }

    private static string Marked(
        Words words, string subject, List<Line> lines, string why, Line stop)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").Append(words.Language.Tag())
            .Append("\"><head><meta charset=\"utf-8\"><title>").Append(Html.Encode(subject))
            .Append("</title></head>\n")
            .Append("<body style=\"font-family:sans-serif;line-height:1.5;max-width:36rem\">\n");
        foreach (var line in lines) html.Append("<p>").Append(Marked(line)).Append("</p>\n");
        return html.Append("<hr>\n<p><small>").Append(Html.Encode(why)).Append("<br>\n")
            .Append(Marked(stop)).Append("</small></p>\n</body></html>\n").ToString();
    }

    private static string Marked(Line line)
    {
        if (line.Address is not { } address) return Html.Encode(line.Text);
        var style = line.IsButton
            ? " style=\"display:inline-block;background:#0b6b5c;color:#fff;padding:.6em 1.2em;"
                + "border-radius:8px;text-decoration:none\""
            : "";
        return $"<a href=\"{Html.Encode(address.AbsoluteUri)}\"{style}>{Html.Encode(line.Text)}</a>";
    }
}
