using System.Collections.Immutable;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Wording;

public sealed partial record Texts
{
    private static NameTexts RussianNames() => new(
        Forms: Table<CommunityForm>(
            "Инициативная группа", "Клуб по интересам", "Сетевая группа", "ТОС", "Совет МКД",
            "Домовой комитет",
            "Совет подъезда", "Совет двора", "Уличный комитет", "Совет микрорайона", "Территориальная община",
            "ТСЖ", "Местная НКО", "Отделение организации", "Другая форма"),
        Bases: Table<CommunityBasis>("по месту", "по интересу"),
        Statuses: Table<CommunityStatus>(
            "заявлено", "в реестре", "живёт", "давно молчит", "отклонено", "закрыто", "объединено"),
        Standings: Table<LeaderStanding>(
            "нет", "заявлен", "на проверке", "оспорен", "подтверждён", "отказано", "отозван", "срок истёк",
            "ушёл"),
        LeaderMarks: Table<LeaderStanding>(
            "лидера нет", "лидер заявлен", "лидер на проверке", "лидер оспорен", "лидер подтверждён",
            "лидеру отказано", "подтверждение отозвано", "подтверждение истекло", "лидер ушёл"),
        Orders: Table<CommunityOrder>("по названию", "по знаку жизни", "по изменению"),
        Fields: Table<RegisterField>(
            "Название", "Форма", "Муниципалитет", "Основа", "Поселение", "Юридическое лицо", "ИНН", "КПП",
            "ОГРН", "Банковские реквизиты", "Адрес", "Точка на карте", "Сайт", "ВКонтакте", "Одноклассники",
            "Другие группы", "Границы", "Вид акта", "Дата акта", "Номер акта", "Устав зарегистрирован",
            "Зарегистрировано Минюстом", "Внесено в реестр", "Номер в реестре", "Участников",
            "Жителей в границах", "Дела", "Примечание"),
        Elements: Table<InfrastructureElement>(
            "Жители", "Организация", "Поддержка", "Информация", "Общее место", "Связи"),
        Roles: Table<LeaderRole>("председатель", "лидер", "активист", "участник"),
        EvidenceClasses: Table<EvidenceClass>("Группа", "Идеи", "Дела", "Результаты"),
        EvidenceKinds: Table<EvidenceKind>(
            "подтверждение участника", "протокол собрания", "предложена инициатива", "проведена встреча",
            "инициатива идёт", "инициатива завершена"),
        Stages: Table<Stage>("анализ", "замысел", "воплощение", "оценка"),
        InitiativeStatuses: Table<InitiativeStatus>(
            "анализ", "замысел", "воплощение", "оценка", "завершена", "приостановлена", "отказались"),
        Sources: Table<ContributionSource>(
            "регион", "муниципалитет", "жители", "бизнес", "грант", "другое"),
        MunicipalityForms: Table<MunicipalityForm>(
            "муниципальный район", "муниципальный округ", "городской округ", "городское поселение",
            "сельское поселение", "внутригородская территория"),
        Missing: Words(
            ("problem", "сказать, что не так"),
            ("concerned", "назвать, кого это касается"),
            ("goal", "поставить цель"),
            ("plan", "составить план"),
            ("people", "описать, кто будет делать"),
            ("budget", "посчитать бюджет"),
            ("work", "показать первые сделанные дела"),
            ("outcome", "сравнить итог с целью"),
            ("beneficiaries", "посчитать, скольким людям стало лучше"),
            ("evidence", "приложить подтверждение"),
            ("after-effects", "записать, что изменилось потом")),
        Facts: Words(
            ("source", "источник"), ("basis", "основание"), ("reason", "причина"), ("on", "дата"),
            ("until", "до"), ("from", "с"), ("what", "что"), ("happenedOn", "когда"),
            ("grounds", "почему похоже"),
            ("likeness", "сходство, %"), ("lastSignOn", "последний знак жизни"), ("element", "что описано"),
            ("text", "описание"), ("role", "роль"), ("roleText", "роль словами"), ("class", "вид факта"),
            ("kind", "что это"), ("stage", "шаг"), ("title", "название"), ("problem", "что не так"),
            ("concerned", "кого касается"), ("goal", "цель"), ("people", "люди"), ("total", "всего"),
            ("evidence", "подтверждение"), ("volunteers", "волонтёров"), ("hours", "часов"),
            ("worth", "сумма"),
            ("inKind", "вещами и работой"), ("result", "итог"), ("goalReached", "цель достигнута"),
            ("beneficiaries", "скольким лучше"), ("oktmo", "ОКТМО"), ("officialName", "официальное название"),
            ("form", "форма"), ("region", "регион"), ("nothingSince", "ничего не записано с")),
        Changes: Words(
            ("municipality.name", "Название"), ("municipality.official-name", "Официальное название"),
            ("municipality.form", "Вид"), ("municipality.oktmo", "ОКТМО"),
            ("leader.role", "Роль"), ("leader.role-text", "Роль словами"), ("leader.from", "Ведёт с"),
            ("leader.until", "Подтверждён до"),
            ("initiative.title", "Название"), ("initiative.problem", "Что не так"),
            ("initiative.concerned", "Кого касается"), ("initiative.goal", "Цель"),
            ("initiative.plan", "План"),
            ("initiative.people", "Люди"), ("initiative.budget", "Бюджет"),
            ("initiative.after-effects", "Что изменилось потом")));

    private static ImmutableDictionary<TValue, string> Table<TValue>(params string[] words)
        where TValue : struct, Enum
    {
        var values = Enum.GetValues<TValue>();
        return values.Length == words.Length
            ? values.Zip(words).ToImmutableDictionary(pair => pair.First, pair => pair.Second)
            : throw new InvalidOperationException(
                $"{typeof(TValue).Name} has {values.Length} values, and {words.Length} words are given");
    }

    private static ImmutableDictionary<string, string> Words(params (string Code, string Word)[] words) =>
        words.ToImmutableDictionary(pair => pair.Code, pair => pair.Word, StringComparer.Ordinal);
}
