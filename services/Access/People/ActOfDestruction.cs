using System.Globalization;
using System.Net;
using System.Text;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Access.People;

/// <summary>The act of destruction with the extract from the log, as a page to print, sign and keep: three
/// years, by the order of Roskomnadzor № 179. It names records by their ids, and nobody by name.</summary>
public static class ActOfDestruction
{
    /// <summary>A whole HTML document.</summary>
    public static string Of(Erasure erasure, Language language)
    {
        var say = (string russian, string english) => language == Language.English ? english : russian;
        var title = say(
            $"Акт об уничтожении персональных данных № {erasure.Act}",
            $"Act of destruction of personal data No. {erasure.Act}");
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="{say("ru", "en")}"><head><meta charset="utf-8"><title>{title}</title></head><body>
            <h1>{title}</h1>
            <dl>

            """);
        Add(say("Дата", "Date"), Day(erasure.On));
        Add(say("Регион", "Region"), erasure.Region);
        Add(say("Субъект персональных данных (номер записи)", "Data subject (number of the record)"),
            erasure.Person.ToString());
        Add(say("Основание", "Basis"), erasure.Basis);
        Add(say("Кто уничтожил (номер записи)", "Destroyed by (number of the record)"),
            erasure.By.ToString());
        Add(say("Категории данных", "Categories of data"),
            string.Join("; ", CategoriesOf(erasure, say)));
        Add(say("Информационная система", "Information system"), "CommunityGrains");
        Add(say("Способ", "Method"), say(
            "уничтожен ключ шифрования субъекта; всё зашифрованное им прочесть нельзя, в том числе в "
            + "резервных копиях; указатели для поиска удалены",
            "the subject's encryption key was destroyed; nothing that it encrypted can be read, in backups "
            + "either; what he could be found by was deleted"));
        html.Append("</dl>\n<p>").Append(say("Подпись", "Signature")).Append(" ______________________</p>\n");
        AppendExtract(html, erasure, say);
        return html.Append("</body></html>\n").ToString();

        void Add(string term, string value) =>
            html.Append("<dt>").Append(term).Append("</dt><dd>")
                .Append(WebUtility.HtmlEncode(value)).Append("</dd>\n");
    }

    // What nobody can read any more is told by where it stands.
    private static IEnumerable<string> CategoriesOf(Erasure erasure, Func<string, string, string> say) =>
        erasure.Events.SelectMany(told => told.Members.Select(member => (told.Name, member)))
            .Select(place => place switch
            {
                ("person.birth-date-stated.v1", _) => say("дата рождения", "birth date"),
                ("person.address-stated.v1", _) => say("адрес", "address"),
                ("person.documents-stated.v1", _) => say("документы", "documents"),
                (_, var member) when member.EndsWith("phone", StringComparison.Ordinal) =>
                    say("телефон", "phone"),
                (_, var member) when member.EndsWith("email", StringComparison.Ordinal) =>
                    say("адрес электронной почты", "e-mail address"),
                (_, var member) when member.EndsWith("name", StringComparison.Ordinal) =>
                    say("фамилия, имя, отчество", "full name"),
                _ => say("сведения о лидерстве", "statements about leading"),
            })
            .Distinct();

    private static void AppendExtract(StringBuilder html, Erasure erasure, Func<string, string, string> say)
    {
        html.Append("<h2>").Append(say("Выгрузка из журнала", "Extract from the log")).Append("</h2>\n<p>")
            .Append(say(
                $"Событий с данными субъекта: {erasure.Events.Count}. Они остались на месте, прочесть в них "
                + "данные субъекта больше нельзя.",
                $"Events with the subject's data: {erasure.Events.Count}. They stay in place; the subject's "
                + "data in them cannot be read any more."))
            .Append("</p>\n<table>\n<tr>");
        foreach (var header in (string[])[
            say("Позиция", "Position"), say("Запись", "Record"), say("Версия", "Version"),
            say("Событие", "Event"), say("Записано (UTC)", "Recorded (UTC)"), "SHA-256"])
            html.Append("<th>").Append(header).Append("</th>");
        html.Append("</tr>\n");
        foreach (var told in erasure.Events)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{told.Position}</td><td>{told.Stream}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{told.Version}</td><td>{told.Name}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{told.RecordedAt:yyyy-MM-dd HH:mm:ss}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td><code>{told.Hash}</code></td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
