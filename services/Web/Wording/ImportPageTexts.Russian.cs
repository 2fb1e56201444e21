using System.Collections.Immutable;
using CommunityGrains.LongWork.Imports;

namespace CommunityGrains.Web.Wording;

public sealed partial record ImportPageTexts
{
    public static readonly ImportPageTexts Russian = new()
    {
        Menu = "Загрузка",
        Rows = new("строка", "строки", "строк"),
        Outlines = new("контур", "контура", "контуров"),
        Kinds = new Dictionary<FileKind, KindWords>
        {
            [FileKind.Municipalities] = new(
                "Муниципалитеты", "Список районов и городских округов: название, вид, ОКТМО, координаты "
                    + "центра.",
                "К муниципалитетам"),
            [FileKind.Boundaries] = new(
                "Границы муниципалитетов", "Файл GeoJSON с многоугольниками. Сначала загрузите сами "
                + "муниципалитеты.", "К муниципалитетам"),
            [FileKind.Register] = new(
                "Реестр сообществ", "ТОС, советы домов, клубы и другие сообщества — в том виде, в каком "
                + "реестр ведёте вы.", "К сообществам"),
            [FileKind.Leaders] = new(
                "Лидеры", "Кто какое сообщество представляет: ФИО, роль, телефон, почта.", "К сообществам"),
            [FileKind.Initiatives] = new(
                "Инициативы", "Что сообщества делают: проблема, цель, план, бюджет, итог.", "К сообществам"),
        }.ToImmutableDictionary(),
        Choosing = new(
            Title: "Загрузка файлов",
            Lead: "Сначала мы покажем, что получится, и ничего не запишем. Тот же файл можно отправлять "
                + "сколько угодно раз: запишется только новое.",
            Kind: "Что в файле",
            File: "Файл",
            FileHint: megabytes => $"CSV или Excel, для границ — GeoJSON. До {megabytes} МБ.",
            Submit: "Проверить файл",
            SubmitHint: "Файл хранится зашифрованным. После загрузки он удаляется сразу, а если вы "
                + "передумали — "
                + "через час.",
            TemplatesTitle: "Шаблоны",
            TemplatesLead: "Если своего файла ещё нет, заполните наш. Лишние столбцы можно удалить; "
                + "названия менять не нужно.",
            TemplateOf: (kind, format) => $"{kind}: шаблон {format}",
            RecentTitle: "Недавние загрузки",
            AllWorks: "Все загрузки",
            NoFile: "Выберите файл.",
            TooLarge: megabytes => $"Файл больше {megabytes} МБ. Разделите его на части.",
            NotGeoJson: "Границы загружаются из GeoJSON: нужен файл .geojson или .json.",
            NotATable: "Это GeoJSON: он годится только для границ. Нужен файл CSV или Excel.",
            TooMany: "У вас уже идут три загрузки. Дождитесь одной из них или остановите её.",
            NoRoom: "Сейчас принять файл некуда: идёт много загрузок. Попробуйте через час."),
        Preview = new(
            Title: kind => $"Проверка: {kind}",
            Lead: "Пока ничего не записано. Посмотрите, так ли мы прочли файл.",
            Checking: "Проверяем",
            Elsewhere: "Файл лежит на другом сервере центра, поэтому показать его отсюда нельзя. Загрузите "
                + "файл ещё раз.",
            Gone: "Файла уже нет: без вашего решения он хранится час. Загрузите файл ещё раз.",
            Unreadable: "Так файл не читается",
            ResultTitle: "Что получится",
            WouldBe: rows => $"В файле {rows}.",
            NothingNewTitle: "Ничего нового",
            NothingNewLead: "Всё, что есть в этом файле, уже записано. Загружать его не нужно.",
            RefusedLead: rows => $"Не запишется: {rows}. Остальные можно загрузить сейчас, а эти исправить и "
                + "прислать потом — отчёт даст их отдельным файлом.",
            FirstRefused: "Почему не запишется",
            Start: rows => $"Загрузить: {rows}",
            StartHint: "Записать можно и часть: строки с ошибками останутся в отчёте.",
            Forget: "Не загружать",
            AskTitle: "Нужна ваша подсказка",
            AskGo: "К столбцам",
            ColumnsTitle: "Столбцы",
            ColumnsLead: "Слева — как в файле, справа — как мы поняли. Ошиблись — выберите верное.",
            Header: "В файле",
            Sample: "Например",
            Meaning: "Что это",
            LeaveOut: "— не читать —",
            Required: "Обязательные",
            Optional: "Остальные",
            MeaningOf: header => $"Что такое «{header}»",
            Missing: names => $"Не нашли обязательное: {names}. Укажите, в каком столбце это стоит.",
            Doubled: (name, first, second) =>
                $"«{first}» и «{second}» — оба «{name}». Один из них отметьте «не читать».",
            NotRead: headers => $"Не читаем: {headers}. Если там что-то нужное, выберите значение.",
            ReadingTitle: "Как читать файл",
            Encoding: "Кодировка",
            Delimiter: "Разделитель",
            Sheet: "Лист",
            Found: what => $"Определить самим ({what})",
            Encodings: new Dictionary<FileEncoding, string>
            {
                [FileEncoding.Windows1251] = "Windows-1251",
                [FileEncoding.Dos866] = "DOS (866)",
                [FileEncoding.Koi8R] = "КОИ-8",
            }.ToImmutableDictionary(),
            Semicolon: "точка с запятой",
            Comma: "запятая",
            Tab: "табуляция",
            Apply: "Применить и проверить снова",
            RowsTitle: "Первые строки",
            RowsLead: rows => $"Как мы их прочли: {rows}. Если вместо букв значки, смените кодировку.",
            RowNumber: "№"),
        Report = new(
            Title: "Итог",
            CheckTitle: "Что получится",
            New: "новых",
            Changed: "изменённых",
            Unchanged: "без изменений",
            Refused: "не записано",
            WouldBeRefused: "не запишется",
            Duplicates: "похожих пар",
            Told: rows => $"В файле {rows}.",
            NothingNew: "Ничего нового: всё из этого файла уже было записано. Так и должно быть, если "
                + "отправить его ещё раз.",
            Look: "На что посмотреть",
            LookLead: "Номера строк — как в вашей таблице.",
            Show: "Показать",
            All: "всё",
            OnlyRefused: "не записано",
            OnlyWarnings: "замечания",
            OnlyDuplicates: "похожие",
            NothingToLookAt: "Все строки прошли без замечаний.",
            Row: "Строка",
            What: "Что с ней",
            Why: "Почему и что сделать",
            OutcomeRefused: "не записана",
            OutcomeNew: "новая",
            OutcomeChanged: "изменена",
            OutcomeUnchanged: "без изменений",
            MayBeSame: (name, percent) => $"Возможно, то же самое, что {name} ({percent} %)",
            MayBeSameRow: (name, row, percent) =>
                $"Возможно, то же самое, что {name} в строке {row} ({percent} %)",
            Open: "Открыть запись",
            LeftOut: rows => $"Показаны первые; ещё {rows} не поместились.",
            Unread: headers => $"Не прочитаны столбцы: {headers}.",
            DownloadAll: "Скачать отчёт (CSV)",
            DownloadRefused: "Скачать незаписанные строки (CSV)",
            RefusedUntil: moment => $"В файле могут быть персональные данные, поэтому хранится он до "
                + $"{moment}. "
                + "Исправьте строки и пришлите его как новый файл.",
            RefusedGone: "Файл с незаписанными строками уже удалён. Исправьте строки в своей таблице и "
                + "пришлите её ещё раз: записанное не повторится.",
            More: "Дальше",
            Again: "Загрузить ещё файл"),
    };
}
