using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Components;

/// <summary>The words of the page of components; no other page says them.</summary>
public sealed record ComponentTexts(
    string Title, string Lead, string Colours, string Type, string Marks, string Buttons, string Main,
    string Quiet, string Danger, string Notes, string Told, string Good, string Bad, string Form, string Name,
    string NameHint, string NameError, string Kind, string Any, string Story, string Table, string Place,
    string Count, string Empty, string EmptyLead, string Dialog, string DialogTitle, string DialogText,
    string Pager, string Timeline, string Earlier, string Later, string Steps, string Rows,
    string Prose, string ProseText)
{
    private static readonly ComponentTexts Russian = new(
        "Из чего сделаны страницы",
        "Все составные части сайта — на одной странице: посмотреть, сравнить, проверить.",
        "Цвета", "Шрифт", "Пометки", "Кнопки", "Главное действие", "Другое действие", "Необратимое действие",
        "Сообщения", "Реестр показан на прошлую дату.", "Сохранено.", "Не получилось: проверьте дату.",
        "Форма",
        "Название", "Как в уставе или как говорят сами жители.", "Без названия сообщество не найдут.",
        "Форма",
        "любая", "Что делает", "Таблица", "Муниципалитет", "Сообществ", "Здесь пока пусто",
        "Когда появится первая запись, она будет здесь.", "Окно", "Закрыть сообщество?",
        "Запись останется в реестре с историей, но перестанет считаться действующей.", "Страницы списка",
        "История", "Устав зарегистрирован", "Лидер подтверждён", "Шаги", "Список",
        "Текст от людей",
        """
        # О нас

        Мы — **совет дома**. Собираемся *по средам*:

        - высаживаем деревья;
        - пишем на [сайт](https://example.org).
        """);

    private static readonly ComponentTexts English = new(
        "What the pages are made of",
        "Every part of the site on one page: to look at, to compare, to check.",
        "Colours", "Type", "Marks", "Buttons", "Main action", "Other action", "Action without return",
        "Messages", "The register is shown as of an earlier date.", "Saved.",
        "It did not work: check the date.",
        "Form", "Name", "As in the charter, or as residents say it.",
        "Nobody finds a community without a name.",
        "Form", "any", "What it does", "Table", "Municipality", "Communities", "Nothing here yet",
        "When there is a first record, it will stand here.", "Dialog", "Close the community?",
        "The record stays in the register with its history, but no longer counts as active.",
        "Pages of a list",
        "History", "Charter registered", "Leader verified", "Steps", "List",
        "Text from people",
        """
        # About us

        We are a **house council**. We meet *on Wednesdays*:

        - we plant trees;
        - we write to [a site](https://example.org).
        """);

    public static ComponentTexts Of(Language language) => language == Language.English ? English : Russian;
}
