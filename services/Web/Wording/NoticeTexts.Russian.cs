using System.Collections.Immutable;
using CommunityGrains.Notices;

namespace CommunityGrains.Web.Wording;

public sealed partial record NoticeTexts
{
    private static readonly Plural NewOnes = new("новое", "новых", "новых");
    private static readonly Plural News = new("новость", "новости", "новостей");
    private static readonly Plural RowsOfFile = new("строка", "строки", "строк");

    public static readonly NoticeTexts Russian = new()
    {
        Title = "Уведомления",
        Lead = "Что произошло там, где вы отвечаете или за чем следите.",
        Bell = count => count == 0
            ? "Уведомления"
            : $"Уведомления: {count} {NewOnes.For(Language.Russian, count)}",
        EmptyTitle = "Пока тихо",
        EmptyLead = "Здесь появятся заявки, решения и новости из списков, за которыми вы следите.",
        Read = "Прочитано",
        ReadOne = what => $"Прочитано: {what}",
        ReadAll = "Отметить всё прочитанным",
        DoneRead = "Отметили.",
        Older = "Раньше",
        Newest = "К последним",
        Happened = new Dictionary<string, Func<string, string>>
        {
            ["leader.claimed.v1"] = name => $"Заявка на проверку: {name}",
            ["leader.disputed.v1"] = name => $"Лидерство оспорено: {name}",
            ["leader.verified.v1"] = name => $"Лидер подтверждён: {name}",
            ["leader.refused.v1"] = name => $"Заявка отклонена: {name}",
            ["leader.revoked.v1"] = name => $"Подтверждение отозвано: {name}",
            ["leader.dispute-dismissed.v1"] = name => $"Спор отклонён, всё остаётся как было: {name}",
            ["leader.expired.v1"] = name => $"Подтверждение истекло: {name}",
            ["community.asked-if-true.v1"] = name => $"Запись ещё верна? {name}",
            ["community.registered.v1"] = name => $"Новое в реестре: {name}",
            ["community.registration-confirmed.v1"] = name => $"Новое в реестре: {name}",
            ["initiative.proposed.v1"] = name => $"Новая инициатива: {name}",
            ["initiative.asked-what-holds-it-up.v1"] =
                name => $"Инициатива стоит. Что мешает? {name}",
            ["initiative.finished.v1"] = name => $"Инициатива завершена: {name}",
            ["account.granted.v1"] = role => $"Вам дали роль: {role}",
            [Happenings.VerificationEnds] = name => $"Скоро кончится подтверждение: {name}",
            [Happenings.ImportFinished] = count => $"Файл загружен: {Counted(count, RowsOfFile)}",
            [Happenings.ImportFailed] = _ => "Файл не загружен: посмотрите, что помешало",
            [Happenings.Many] = count => $"В списке, за которым вы следите, {Counted(count, News)}",
        }.ToImmutableDictionary(),
        Otherwise = name => $"Есть новости: {name}",
        Until = day => $"до {day}",
        RowsRefused = count => $"не принято строк: {count}",
        ByList = list => $"вы следите: {list}",
        Kinds = new Dictionary<NoticeKind, string>
        {
            [NoticeKind.ReviewDue] = "Заявки на проверку",
            [NoticeKind.ClaimDecided] = "Решения по моим заявкам",
            [NoticeKind.Question] = "Вопрос «всё ещё верно?»",
            [NoticeKind.Standstill] = "Инициатива стоит",
            [NoticeKind.ExpiringSoon] = "Подтверждение кончается",
            [NoticeKind.ImportFinished] = "Загрузка файла закончена",
            [NoticeKind.RoleGiven] = "Мне дали роль",
            [NoticeKind.News] = "Новости из моих списков",
        }.ToImmutableDictionary(),
        Channels = new Dictionary<Channel, string>
        {
            [Channel.Neither] = "не сообщать",
            [Channel.Site] = "на сайте",
            [Channel.SiteAndMail] = "на сайте и письмом",
        }.ToImmutableDictionary(),
        Rhythms = new Dictionary<Rhythm, string>
        {
            [Rhythm.AtOnce] = "сразу",
            [Rhythm.Daily] = "раз в день, утром",
        }.ToImmutableDictionary(),
        Settings = new(
            Title: "Как мне сообщать",
            Lead: "Письма приходят на адрес, по которому вы входите.",
            Kind: "О чём",
            Language: "Язык писем",
            Russian: "русский",
            English: "английский",
            Save: "Сохранить",
            Saved: "Сохранили."),
        Lists = new(
            Title: "За чем я слежу",
            Lead: "Новые сообщества, подтверждённые лидеры, начатые и завершённые инициативы в этих "
                + "списках.",
            Empty: "Пока ни за чем. Откройте список сообществ, сузьте его до своего района или темы и "
                + "нажмите «Следить за этим».",
            Follow: "Следить за этим",
            FollowLead: "Сообщим, когда в этом списке появится новое.",
            Often: "Письма",
            Followed: "Теперь вы следите за этим списком.",
            TooMany: "Больше списков добавить нельзя. Уберите те, что уже не нужны.",
            Whole: "весь реестр",
            Suspected: "возможные двойники",
            Paused: "на паузе",
            Pause: "Пауза",
            PauseOne: list => $"Пауза: {list}",
            GoOn: "Продолжить",
            GoOnOne: list => $"Продолжить: {list}",
            End: "Больше не следить",
            EndOne: list => $"Больше не следить: {list}",
            DonePaused: "На паузе: новости этого списка пока не приходят.",
            DoneGoesOn: "Следим дальше.",
            DoneEnded: "Больше не следим."),
        Letter = new(
            ManySubject: count => $"{count} {News.For(Language.Russian, count)} из реестра сообществ",
            QuestionSubject: name => $"Запись ещё верна? {name}",
            Greeting: "Здравствуйте!",
            Question: (name, day) => $"В реестре сообществ вы указаны главой: {name}. {day} мы спросили, "
                + "верна ли ещё эта запись, и пока не знаем ответа.",
            QuestionAnswer: "Если сообщество живёт и всё по-прежнему, ответьте одним нажатием:",
            QuestionYes: "Да, всё верно",
            QuestionOpen: "Посмотреть запись",
            QuestionElse: "Если что-то изменилось, на странице сообщества можно предложить исправление.",
            More: count => $"И ещё {count} — на сайте, в уведомлениях.",
            Open: "Открыть",
            Why: "Письмо пришло, потому что у вас есть учётная запись в реестре сообществ.",
            WhyHead: "Письмо пришло, потому что реестр называет вас главой сообщества.",
            Stop: "Больше не присылать такие письма",
            StopTitle: "Больше не присылать письма?",
            StopLead: "Писем такого рода не будет. На сайте уведомления останутся, и письма можно вернуть.",
            StopHeadLead: "Писем из реестра больше не будет.",
            StopPress: "Не присылать",
            StoppedTitle: "Хорошо, писем больше не будет",
            StoppedLead: "Вернуть их можно в уведомлениях, в разделе «Как мне сообщать».",
            StoppedHeadLead: "Если передумаете, скажите об этом ресурсному центру.",
            Settings: "Настройки уведомлений",
            Unknown: "Эта ссылка не подходит: возможно, она скопирована не целиком."),
    };

    private static string Counted(string count, Plural noun) =>
        long.TryParse(count, out var number) ? $"{number} {noun.For(Language.Russian, number)}" : count;
}
