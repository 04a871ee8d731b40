"""A register that a SENCo typed herself: headings and words as people write them."""

from analysis.reading import read_school


def test_stage_and_main_area_of_need_are_understood():
    school = read_school(
        b"Pupil,Yr,Stage,Main area of need\nA,3,K,SLCN\nB,4,SEN Support,Autism\nC,5,EHCP,SEMH \xe2\x80\x93 anxiety\n"
    )
    assert school.pupils["sen_provision"].tolist() == ["K", "K", "E"]
    assert school.pupils["need_1"].tolist() == ["SLCN", "ASD", "SEMH"]


def test_two_pupils_of_one_name_but_another_sex_stay_two():
    school = read_school(b"Name,Year,Gender,SEN Status\nSam Lee,4,M,K\nSam Lee,4,F,N\nJo Roe,4,F,N\nJo Roe,4,F,N\n")
    assert len(school.pupils) == 3
