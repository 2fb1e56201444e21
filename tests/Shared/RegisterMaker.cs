using System.Globalization;
using System.Text;

namespace CommunityGrains.Tests;

/// <summary>Makes registers of any length in the shape of register-sample.csv: invented names, the same on
/// every run. Names repeat across municipalities, and within one only with another number, as streets and
/// houses do.</summary>
internal static class RegisterMaker
{
    private const string Header =
        "№ п/п;Муниципальный район / городской округ;Поселение;Наименование;Форма;Юридическое лицо (да/нет);"
        + "ИНН;ОГРН;Адрес;Сайт;ВКонтакте;Границы;Муниципальный правовой акт;Дата регистрации устава;"
        + "Дата включения в реестр;Номер в реестре;Кол-во членов;Кол-во граждан в границах;"
        + "ФИО руководителя;Эл. почта руководителя;Телефон руководителя;Широта;Долгота;Примечание";

    private static readonly string[] Municipalities =
    [
        "Городской округ город Уфа", "Сибай", "Салават", "Стерлитамак", "Нефтекамск",
        "Городской округ город Октябрьский",
        "Кумертау", "Агидель", "Баймакский муниципальный район", "Белебеевский район", "Белорецкий район",
        "Бирский муниципальный район", "Благовещенский район", "Давлекановский район", "Дюртюлинский район",
        "Ишимбайский муниципальный район", "Мелеузовский район", "Туймазинский район", "Учалинский район",
        "Янаульский район", "Абзелиловский район", "Иглинский район", "Чишминский район", "Уфимский район",
        "Кармаскалинский муниципальный район", "Альшеевский район", "Аскинский район", "Аургазинский район",
        "Бакалинский район", "Балтачевский район", "Белокатайский район", "Бижбулякский район",
        "Благоварский район",
        "Буздякский район", "Бураевский район", "Бурзянский район", "Гафурийский район", "Дуванский район",
        "Ермекеевский район", "Зианчуринский район", "Зилаирский район", "Илишевский район",
        "Калтасинский район",
        "Караидельский район", "Кигинский район", "Краснокамский район", "Кугарчинский район",
        "Куюргазинский район",
    ];

    private static readonly string[] Names =
    [
        "Старый город", "Дружный двор", "Слобода", "Надежда", "Возрождение", "Речной", "Добрососедство",
        "Восход",
        "Берёзовая роща", "Содружество", "Южный", "Перспектива", "Солнечный", "Соседи", "Околица", "Уют",
        "Наш дом",
        "Заречье", "Исток", "Яблоневый сад", "Единство", "Юбилейный", "Зелёная улица", "Рассвет", "Родник",
    ];

    private static readonly string[] Streets =
        ["Ленина", "Советская", "Мира", "Гагарина", "Пушкина", "Полевая", "Школьная", "Лесная", "Садовая",
            "Речная"];

    private static readonly string[] Surnames =
        ["Алексеев", "Фаттахов", "Кузнецов", "Волков", "Сафин", "Фёдоров", "Новиков", "Зарипов", "Исхаков",
            "Ахметов"];

    private static readonly string[] FirstNames =
        ["Олег", "Николай", "Азат", "Ильдар", "Рустам", "Сергей", "Марат", "Андрей", "Дмитрий", "Ринат"];

    private static readonly string[] Patronymics =
        ["Фаритович", "Сергеевич", "Петрович", "Маратович", "Рашитович", "Николаевич", "Иванович",
            "Ильдарович"];

    /// <summary>Writes a register of so many rows, UTF-8 with BOM, CRLF, as offices send it.</summary>
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(true)) { NewLine = "\r\n" };
        file.WriteLine(Header);
        for (var row = 1; row <= rows; row++) file.WriteLine(Row(row));
    }

    private static string Row(int row)
    {
        var form = row % 5;
        var municipality = Municipalities[row % Municipalities.Length];
        var serial = row / Municipalities.Length;
        var name = Names[serial % Names.Length];
        var number = (serial / Names.Length) + 1;
        var street = Streets[row % 7];
        var (title, kind) = form switch
        {
            0 => ($"Совет МКД, ул. {street}, д. {serial + 1}", "Совет МКД"),
            1 => ($"Инициативная группа «{name} {number}»", "Инициативная группа"),
            _ => ($"ТОС «{name} {number}»", "ТОС"),
        };
        var day =
            new DateOnly(2010, 1, 1).AddDays(row * 7 % 3600).ToString(
                "dd.MM.yyyy", CultureInfo.InvariantCulture);
        var head = $"{Pick(Surnames, row)} {Pick(FirstNames, row / 3)} {Pick(Patronymics, row / 11)}";
        var act = form > 1 ? $"Решение Совета от {day} № {(row % 200) + 1}" : "";
        var latitude = (52.0 + (row % 4000 * 0.001)).ToString("0.#####", CultureInfo.InvariantCulture);
        var longitude = (53.5 + (row % 5500 * 0.001)).ToString("0.#####", CultureInfo.InvariantCulture);
        return string.Join(';',
            row, municipality, row % 3 == 0 ? "Сельсовет Ленинский" : "", title, kind, "нет", "", "",
            $"\"ул. {street}, {(row % 90) + 1}\"", "", row % 2 == 0 ? $"vk.com/sample_{row}" : "",
            form > 1 ? $"\"ул. {street}, дома 1–{(row % 60) + 2}\"" : "", act, form > 1 ? day : "", day,
            form > 1 ? $"{row:000000}/2020" : "", (row % 55) + 5, form > 1 ? (row % 3000) + 200 : "", head,
            row % 2 == 0 ? $"leader{row}@example.org"
                : "", $"8-9{row % 100:00}-{row % 1000:000}-{row % 100:00}-{row / 7 % 100:00}",
            latitude, longitude, "");
    }

    private static string Pick(string[] words, int index) => words[index % words.Length];
}
