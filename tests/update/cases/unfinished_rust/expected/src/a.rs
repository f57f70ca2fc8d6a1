fn one() {}

fn two() {}

<<<<<<< yours
fn three( {
||||||| last generated
fn three() {}
=======
fn three() {
    new();
}
>>>>>>> new
