using System.Collections.Frozen;
using System.Globalization;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Imports;

/// <summary>Every code that files and imports refuse or warn with, in words. {0}, {1} … are the message's
/// details.</summary>
public static class ImportTexts
{
    private static readonly FrozenDictionary<string, Text> Texts = new Dictionary<string, Text>
    {
        ["table.empty"] = new("Файл пуст", "The file is empty"),
        ["table.no-header"] = new(
            "В первой строке нет названий столбцов", "The first row has no names of columns"),
        ["table.duplicate-header"] =
            new("Два столбца называются одинаково", "Two columns have the same name"),
        ["table.unknown-encoding"] = new(
            "Кодировка не распознана; сохраните файл как CSV UTF-8 или XLSX",
            "The encoding is not known; save the file as CSV UTF-8 or XLSX"),
        ["table.too-large"] = new("Файл больше {0} МБ", "The file is larger than {0} MB"),
        ["table.too-many-rows"] = new("Строк больше {0}", "More than {0} rows"),
        ["table.too-many-columns"] = new("Столбцов больше {0}", "More than {0} columns"),
        ["table.too-many-cells"] = new(
            "Ячеек больше, чем столбцов в заголовке ({0})", "More cells than the header has columns ({0})"),
        ["table.cell-too-long"] = new("Слишком длинная ячейка; возможно, не закрыта кавычка",
            "The cell is too long; perhaps a quote is not closed"),
        ["table.quote-not-closed"] = new("Кавычка не закрыта", "A quote is not closed"),
        ["table.cell-is-error"] = new("В ячейке ошибка формулы {0}", "The cell holds the formula error {0}"),
        ["table.not-a-workbook"] = new("Файл называется {0}, но это не книга Excel",
            "The file is called {0} but is no workbook"),
        ["table.broken-workbook"] = new("Книга Excel повреждена", "The workbook is damaged"),
        ["table.encrypted"] = new("Книга Excel защищена паролем", "The workbook is protected by a password"),
        ["table.unpacks-too-large"] = new("Книга Excel распаковывается слишком большой",
            "The workbook unpacks to too much"),
        ["table.no-such-sheet"] =
            new("Такого листа нет; есть: {0}", "There is no such sheet; there are: {0}"),
        ["columns.missing"] = new(
            "Нет столбцов: {0}. Нераспознанные: {1}. Укажите соответствие: --map \"Их заголовок=ключ\"",
            "Columns are missing: {0}. Not recognised: {1}. Give a mapping: --map \"Their header=key\""),
        ["columns.same-twice"] = new(
            "Столбцы «{1}» и «{2}» значат одно и то же ({0}). Лишний отключите: --map \"{2}=-\"",
            "The columns \"{1}\" and \"{2}\" mean the same ({0}). Leave one out: --map \"{2}=-\""),
        ["columns.map-no-such-header"] = new("В файле нет столбца «{0}»", "The file has no column \"{0}\""),
        ["columns.map-no-such-column"] =
            new("Нет столбца «{0}»; есть: {1}", "There is no column \"{0}\"; there are: {1}"),
        ["columns.unrecognised"] =
            new("Столбец не распознан и не прочитан", "The column was not recognised nor read"),
        ["columns.unrecognised-but-like"] = new(
            "Столбец не распознан и не прочитан. Если это {1}: --map \"{0}={1}\"",
            "The column was not recognised nor read. If it is {1}: --map \"{0}={1}\""),
        ["boundaries.not-geojson"] = new("Это не GeoJSON: {0}", "This is no GeoJSON: {0}"),
        ["boundaries.no-name"] =
            new("У объекта нет ни названия, ни ОКТМО", "The feature has neither a name nor an ОКТМО"),
        ["boundaries.no-area"] = new("У объекта нет многоугольника", "The feature has no polygon"),
        ["cell.required"] = new("Ячейка не заполнена", "The cell is empty"),
        ["cell.not-a-date"] = new("Не дата; пишите 31.12.2020", "Not a date; write 31.12.2020"),
        ["cell.not-a-phone"] =
            new("Не телефон; пишите +7 900 000-00-00", "Not a phone; write +7 900 000-00-00"),
        ["cell.not-an-email"] = new("Не адрес электронной почты", "Not an e-mail address"),
        ["cell.not-yes-or-no"] = new("Не «да» и не «нет»", "Neither yes nor no"),
        ["cell.not-a-whole-number"] = new("Не целое число", "Not a whole number"),
        ["cell.not-a-number"] = new("Не число", "Not a number"),
        ["cell.number-ambiguous"] = new(
            "Неясно, отделяет ли знак тысячи или дробь: пишите 15000 или 15,00",
            "The mark may stand before thousands or a fraction: write 15000 or 15.00"),
        ["cell.not-a-point"] = new("Не координаты в градусах; нужны широта и долгота",
            "Not coordinates in degrees; both latitude and longitude are needed"),
        ["cell.not-a-form"] = new("Такая форма не известна", "No such form is known"),
        ["cell.not-a-basis"] =
            new("Основа: «по месту» или «по интересам»", "The basis is \"place\" or \"interest\""),
        ["cell.not-an-inn"] = new("ИНН: 10 или 12 цифр", "ИНН has 10 or 12 digits"),
        ["cell.not-a-kpp"] = new("КПП: 9 знаков", "КПП has 9 characters"),
        ["cell.not-an-ogrn"] = new("ОГРН: 13 или 15 цифр", "ОГРН has 13 or 15 digits"),
        ["cell.not-an-oktmo"] = new("ОКТМО: 8 или 11 цифр", "ОКТМО has 8 or 11 digits"),
        ["cell.not-an-id"] = new("Не идентификатор записи", "Not the id of a record"),
        ["cell.not-a-region"] = new("Такой регион не известен", "No such region is known"),
        ["cell.not-a-stage"] = new("Стадии: анализ, проектирование, реализация, оценка, завершена",
            "Stages: analysis, design, implementation, evaluation, finished"),
        ["cell.inn-check-digit"] =
            new("Контрольная цифра ИНН не сходится", "The check digit of ИНН is wrong"),
        ["cell.ogrn-check-digit"] =
            new("Контрольная цифра ОГРН не сходится", "The check digit of ОГРН is wrong"),
        ["cell.zero-restored"] =
            new("Восстановлен потерянный ноль впереди", "A lost leading zero was restored"),
        ["cell.several-phones"] =
            new("Телефонов несколько; взят первый", "Several phones; the first was taken"),
        ["cell.several-emails"] =
            new("Адресов несколько; взят первый", "Several addresses; the first was taken"),
        ["cell.phone-extension-left-out"] = new("Добавочный номер не записан", "The extension was left out"),
        ["cell.point-at-zero"] = new("Координаты 0, 0", "The coordinates are 0, 0"),
        ["cell.act-kept-whole"] = new("Дата и номер акта не выделены; запись сохранена целиком",
            "Date and number of the act were not found; it is kept whole"),
        ["municipality.unknown-name"] = new(
            "Муниципалитет не найден, и похожих нет: проверьте название или загрузите сначала список "
            + "муниципалитетов",
            "The municipality was not found, and nothing like it: check its name, or import the list of "
            + "municipalities first"),
        ["municipality.misspelt-name"] = new("Муниципалитет не найден. Похожие: {0}",
            "The municipality was not found. Similar: {0}"),
        ["municipality.ambiguous"] = new("Муниципалитетов с таким названием несколько: {0}",
            "Several municipalities have this name: {0}"),
        ["municipality.merged-into"] = new("Вошёл в состав: {0}; запись не изменена",
            "Merged into {0}; its entry was left as it is"),
        ["form.from-name"] =
            new("Форма не указана; взята из названия", "No form is given; taken from the name"),
        ["form.other"] = new("Форма не указана; записано «иное»", "No form is given; entered as other"),
        ["row.repeats"] = new("Повторяет строку {0}", "Repeats row {0}"),
        ["row.same-record"] = new("О той же записи, что строка {0}, но с другими сведениями. Если это другое "
            + "сообщество, укажите поселение, номер в реестре или ОГРН",
            "About the same record as row {0}, with other data. If it is another community, give its "
            + "settlement, register number or ОГРН"),
        ["head.contact-without-name"] = new(
            "Чей это контакт, не сказано: ФИО руководителя нет; контакт не записан",
            "Whose contact this is is not said: the head has no name; it was left out"),
        ["record.unknown-id"] = new("Записи с таким id нет", "There is no record with this id"),
        ["community.unknown-name"] = new("Сообщество не найдено: {0}", "The community was not found: {0}"),
        ["community.ambiguous-name"] = new("Сообществ с таким названием несколько: {0}. Укажите поселение",
            "Several communities have this name: {0}. Give the settlement"),
        ["leader.unknown-name"] =
            new("Среди лидеров этих сообществ такого нет; инициатива записана без лидера",
            "None of these communities' leaders is called so; the initiative was entered without a leader"),
        ["initiative.not-set"] = new("Не записано: {0} ({1})", "Not entered: {0} ({1})"),
        ["initiative.kept-by-hand"] = new("Изменено вручную после прежней загрузки; оставлено как есть ({0})",
            "Changed by hand since the last import; left as it is ({0})"),
        ["initiative.stage-not-reached"] = new("Стадия «{0}» не достигнута; не хватает: {1}",
            "The stage {0} was not reached; missing: {1}"),
        ["import.failed"] =
            new("Сбой при записи; отправьте файл ещё раз", "Writing failed; send the file again"),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Codes => Texts.Keys;

    public static Text? Find(string code) => Texts.GetValueOrDefault(code);

    /// <summary>The problem of a file in words, with its place in front.</summary>
    public static string Sentence(TableProblem problem, Language language)
    {
        var place = problem.Row is not { } row ? ""
            : language == Language.English ? $"Row {row}: " : $"Строка {row}: ";
        return place + Sentence(problem.Code, problem.Column, problem.Details, language);
    }

    internal static string Sentence(string code, string? column, IReadOnlyList<string> details,
        Language language)
    {
        var place = column is null ? "" : language == Language.English ? $"\"{column}\": " : $"«{column}»: ";
        if (Find(code) is not { } text) return place + Refusal(code, details, language);
        var filled = Enumerable.Range(0, 4).Select(at => (object)(at < details.Count ? details[at] : "—"))
            .ToArray();
        return place + string.Format(CultureInfo.InvariantCulture, text.In(language), filled);
    }

    // What a grain refused has its sentence in the catalogue of refusals, and the details beside it.
    private static string Refusal(string code, IReadOnlyList<string> details, Language language)
    {
        var sentence = Refusals.Sentence(code, language);
        return details.Count == 0 ? sentence : $"{sentence} ({string.Join(", ", details)})";
    }
}
