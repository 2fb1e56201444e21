using System.Text;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>Files as an office has them: small, and all invented.</summary>
internal static class OfficeFiles
{
    public const string Municipalities =
        "Название;Вид;Регион\r\nПримерный район;муниципальный район;RU-BA\r\nг. Образцов;городской "
            + "округ;RU-BA\r\n";

    public const string Boundaries = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Примерный район"},"geometry":{"type":"Polygon",
        "coordinates":[[[56.0,54.7],[56.1,54.7],[56.1,54.8],[56.0,54.8],[56.0,54.7]]]}}]}
        """;

    /// <summary>Without a mark, in Windows-1251; "Как зовётся" is no header that anybody could know. The
    /// third row is of nowhere and the fourth has no phone but words.</summary>
    public static byte[] Register => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(
        "№ п/п;Район;Как зовётся;Вид;ФИО председателя;Тел.;Кол-во членов\r\n"
        + "1;Примерный район;ТОС «Кленовая аллея»;ТОС;Кедрова Анна Ивановна;8-900-111-22-33;54\r\n"
        + "2;Образцов;Совет дома «Лесная, 7»;Совет МКД;Соснин Пётр Олегович;+7 (900) 111-22-34;12\r\n"
        + "3;Нездешний район;ТОС «Берег»;ТОС;Липова Мария Петровна;8-900-111-22-35;30\r\n"
        + "4;Примерный район;Клуб «Искра»;Клуб по интересам;Дубов Олег Ильич;позже;15\r\n");
}
