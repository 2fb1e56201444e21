using CommunityGrains.Web.Specs.Sample;

namespace CommunityGrains.Web.Specs;

/// <summary>The pages of single records: what they tell, and what they keep to themselves.</summary>
public sealed class RecordSpecs(Site site)
{
    [Fact]
    public async Task A_community_shows_its_entry_its_leaders_and_what_it_stands_on()
    {
        var seen = (await site.GetAsync($"/communities/{SampleData.Full}")).Seen();
        foreach (var part in new[]
        {
            "в реестре № 001/2020", "54 участника", "1 973 жителя",
            "лидер подтверждён до 12 декабря 2026", "председатель с 12 декабря 2010", "Группа 7 фактов",
            "Результаты пока ничего", "Руководитель по реестру: Алексеев О. Ф. указан в реестре, не проверен",
            "Общее место пока не описано", "Родник у дома 21 3 из 4 · воплощение",
            "32 волонтёра · 118,5 часа · 84 000 ₽ · 12 сторонников",
            "Муниципальный акт Решение Совета от 12 декабря 2010 № 105",
            "54 исправлено; в реестре администрации — 40", "Возможно, то же самое сообщество",
        })
            seen.ShouldContain(part);
    }

    [Fact]
    public async Task History_tells_what_changed_from_what_to_what_by_whom_and_why()
    {
        var seen = (await site.GetAsync($"/communities/{SampleData.Full}/history")).Seen();
        seen.ShouldContain("2 ноября 2026 — запись исправлена Участников: было 40 → стало 54");
        seen.ShouldContain("Муниципалитет: было Сибай → стало Уфа");
        seen.ShouldContain("причина: Жители прислали список");
                seen.ShouldContain("записано 14 ноября 2026, 18:40 · кто: 00000005");

        var older = (await site.GetAsync($"/communities/{SampleData.Full}/history?history=c5")).Seen();
        seen.ShouldContain("Информация: было стенд → стало чат двора, стенд записано");
        older.ShouldContain("внесено в реестр основание: Решение Совета № 105");
        older.ShouldContain("Номер в реестре: было пусто → стало 001/2020");
        older.ShouldContain("другое событие");
    }

    [Theory]
    [InlineData("/communities/")]
    [InlineData("/en/communities/")]
    public async Task No_page_shows_phones_mail_full_names_notes_or_accounts(string path)
    {
        var html = await site.GetAsync(path + SampleData.Full);
        html += await site.GetAsync($"/leaders/{SampleData.Verified}");
        foreach (var secret in new[]
        {
            "+7900", "head@example.org", "Олег", "Петров", "позвонить", "звонить", "40703810", "Сидорова",
        })
            html.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Names_that_hold_markup_are_shown_as_text_and_lead_nowhere()
    {
        var html = await site.GetAsync($"/communities/{SampleData.Hostile}");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldNotContain("<script>");
        (await site.GetAsync("/communities?text=%22%3E%3Cscript%3E")).ShouldNotContain("<script>");
        (await site.GetAsync($"/communities/{SampleData.Full}")).ShouldNotContain("href=\"javascript:");
    }

    [Fact]
    public async Task A_merged_record_leads_to_the_one_that_stays_and_a_closed_one_says_so()
    {
        var merged = await site.GetAsync($"/communities/{SampleData.Merged}");
        merged.Seen().ShouldContain("Эта запись объединена с другой: ТОС «Старый город».");
        merged.ShouldContain($"href=\"/communities/{SampleData.Full}\"");
        var closed = await site.GetAsync($"/communities/{SampleData.Closed}");
        closed.Seen().ShouldContain("Сообщество закрыто.");
    }

    [Fact]
    public async Task A_record_that_was_not_there_yet_on_a_day_says_so()
    {
        var html = await site.GetAsync($"/communities/{SampleData.Full}?asOf=1999-01-01", status: 404);
        html.Seen().ShouldContain("1 января 1999 этой записи ещё не было в реестре.");
        html.ShouldContain($"href=\"/communities/{SampleData.Full}\"");
    }

    [Fact]
    public async Task A_claim_to_lead_shows_what_its_decision_stands_on()
    {
        var seen = (await site.GetAsync($"/leaders/{SampleData.Verified}")).Seen();
        seen.ShouldContain("Решение опирается на 1 факт, до 12 декабря 2026");
        seen.ShouldContain("Протокол собрания: протокол № 105 учтено в решении");
        seen = (await site.GetAsync($"/leaders/{SampleData.Contested}")).Seen();
        seen.ShouldContain("Что оспаривают Собрание выбрало другого председателя");
    }

    [Fact]
    public async Task An_initiative_shows_its_four_steps_and_what_the_next_one_needs()
    {
        var seen = (await site.GetAsync($"/initiatives/{SampleData.Spring}")).Seen();
        seen.ShouldContain("Анализ пройден Замысел пройден Воплощение сейчас Оценка впереди");
        seen.ShouldContain("Чего не хватает для следующего шага сравнить итог с целью");
        seen.ShouldContain("Жители деньгами 24 000 ₽");
        seen.ShouldNotContain("Записано по ошибке");
    }

    [Fact]
    public async Task A_municipality_shows_its_names_and_codes_over_time()
    {
        var seen = (await site.GetAsync($"/municipalities/{SampleData.Municipalities[1].Id}")).Seen();
        seen.ShouldContain("Городской округ город Сибай с 1 января 2006 Рабочий посёлок Сибай с 1 мая 1992");
        seen.ShouldContain("80701001 с 1 января 2020 80701000 с 1 января 2014");
    }
}
