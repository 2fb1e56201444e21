using System.Collections.Immutable;
using CommunityGrains.Web.Municipalities;

namespace CommunityGrains.Web.Wording;

public sealed partial record AtlasTexts
{
    public static readonly AtlasTexts Russian = new()
    {
        Map = new(
            Menu: "Карта",
            Title: "Карта сообществ",
            Views: "Как показать",
            AsList: "Списком",
            AsMap: "На карте",
            InView: "В списке — только то, что видно на карте",
            WithinChip: "видимый участок карты",
            Led: "лидер подтверждён",
            Unled: "подтверждённого лидера нет",
            Quiet: "давно не подаёт знака жизни",
            AreasTitle: "По муниципалитетам",
            AreasHint: "Чем темнее на карте, тем больше сообществ.",
            NoneHere: "нет",
            AndMore: from => $"{from} и больше",
            Between: (from, to) => $"{from}–{to}",
            AsOf: date => $"На {date}.",
            NoScript: "Карте нужен JavaScript. Без него всё то же самое — в списке и в таблице.",
            Loading: "Карта загружается…",
            Failed: "Карта не загрузилась. Список и таблица работают; обновите страницу, чтобы попробовать "
                + "ещё раз.",
            Shown: "На карте {count}.",
            ZoomIn: "Приблизить",
            ZoomOut: "Отдалить",
            Close: "Закрыть",
            Community: "Сообщество",
            Open: "Открыть страницу",
            AllHere: "Все — списком",
            OnlyThese: "Показать только их",
            OpenMunicipality: "О муниципалитете",
            Where: "Где это",
            WhereIs: name => $"{name} на карте",
            OnLargeMap: "Посмотреть на большой карте",
            ChartOf: title => $"Диаграмма: {title}. Те же числа — в таблице."),
        Board = new(
            Title: "Инициативы",
            Lead: "Что затеяли соседи и на каком это шаге: от первого разговора до итога.",
            Form: "Поиск и отбор инициатив",
            TextHint: "Название, что не так, цель",
            Summary: "Инициативы по шагам",
            Step: "Шаг",
            ColumnEmpty: "На этом шаге пока ничего.",
            All: count => $"Все {count}",
            EmptyHint: "Попробуйте меньше слов или снимите часть отбора."),
        Numbers = new(
            Orders: ImmutableDictionary.CreateRange(new KeyValuePair<MunicipalityOrder, string>[]
            {
                new(MunicipalityOrder.Name, "по названию"),
                new(MunicipalityOrder.Communities, "где больше сообществ"),
                new(MunicipalityOrder.Verified, "где больше подтверждённых лидеров"),
                new(MunicipalityOrder.Initiatives, "где больше инициатив"),
                new(MunicipalityOrder.Residents, "где больше жителей"),
            }),
            Verified: "Лидер подтверждён",
            Residents: "Жителей",
            ResidentsHint: "Жители — в границах сообществ, как указано в реестре; где сообщества делят "
                + "территорию, они посчитаны в каждом.",
            Sum: "Всего",
            ByStatus: "Сообщества по состоянию",
            LeadersVerified: "Подтверждённые лидеры",
            AllInitiatives: "Все инициативы муниципалитета"),
    };
}
